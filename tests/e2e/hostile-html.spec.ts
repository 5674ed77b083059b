import { existsSync, readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { sanitizeEmailHtml } from "@/lib/email/sanitize-html";
import { FRAME_POLICY, frameDocument } from "@/lib/messages/frame-document";

const CORPUS = "../shared/corpus/html-hostile";
const SETS = ["dompurify-vectors", "owasp-evasion", "payloadbox-sample"];
const SITE = "https://inbox.test";
const SANDBOX = "allow-same-origin allow-popups allow-popups-to-escape-sandbox";
const TOGETHER = 60;

/** Every way a document asks for something from elsewhere that fits into a mail's body. */
const LEAKS = [
  `<link rel="stylesheet" href="URL"><link rel="preload" as="image" href="URL"><link rel="dns-prefetch" href="URL"><link rel="icon" href="URL">`,
  `<style>@import url(URL);@font-face{font-family:x;src:url(URL)}body{background:url(URL);font-family:x}li{list-style-image:url(URL)}a{cursor:url(URL),auto}</style><li>x`,
  `<div style="background:url(URL)">x</div><div style="background-image:image-set('URL' 1x)">x</div><div style="border-image:url(URL)">x</div><div style="content:url(URL)">x</div>`,
  `<div style="list-style:url(URL)">x</div><div style="filter:url(URL#f)">x</div><div style="mask:url(URL)">x</div><div style="background:u\\72l(URL)">x</div><div style="--x:url(URL);background:var(--x)">x</div>`,
  `<table background="URL"><tr background="URL"><td background="URL">x</td></tr></table><body background="URL">`,
  `<img src="URL"><img srcset="URL 1x, URL 2x"><img lowsrc="URL" dynsrc="URL" longdesc="URL"><image src="URL"><input type="image" src="URL">`,
  `<picture><source srcset="URL"><img></picture><video src="URL" poster="URL" autoplay></video><audio src="URL" autoplay></audio><video><track src="URL" default></video>`,
  `<iframe src="URL"></iframe><frameset><frame src="URL"></frameset><object data="URL"></object><embed src="URL"><applet code="URL"></applet><portal src="URL"></portal>`,
  `<svg><image href="URL" xlink:href="URL"/><use href="URL#x"/><feImage href="URL"/><script href="URL"/><style>@import url(URL)</style></svg>`,
  `<math href="URL"><mglyph src="URL"/></math><base href="URL"><meta http-equiv="refresh" content="0;url=URL"><script src="URL"></script>`,
  `<form action="URL"><input autofocus onfocus="this.form.submit()"></form><details open ontoggle="fetch('URL')">x</details><img src="cid:x" onerror="fetch('URL')">`,
  `<a href="URL" ping="URL">x</a><img usemap="#m" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><map name="m"><area href="URL"></map>`,
].map((leak, index) => ({
  id: `leak-${index}`,
  payload: leak.replaceAll("URL", `https://leaking.example/${index}`),
}));

type Sample = { id: string; document: string };

const samples: Sample[] = [
  ...LEAKS,
  ...(existsSync(CORPUS)
    ? SETS.flatMap((set) => JSON.parse(readFileSync(`${CORPUS}/${set}.json`, "utf8")))
    : []),
].map(({ id, payload }) => ({
  id: String(id),
  document: frameDocument({
    html: sanitizeEmailHtml(payload),
    inline: [{ id: 1, contentId: "x" }],
    theme: "light",
    locale: "fr",
    foldLabel: "Afficher le texte cité",
    addressOfImage: undefined,
  }),
}));

type Seen = { ran: string[]; requests: string[] };

/** Shows each sample in a frame of its own on one page; what runs, and what is asked of other places, is seen. */
async function show(
  page: Page,
  samples: Sample[],
  { frame, headers }: { frame: string; headers: Record<string, string> },
): Promise<Seen> {
  const seen: Seen = { ran: [], requests: [] };
  await page.exposeFunction("reportRun", (what: string) => void seen.ran.push(what));
  await page.addInitScript(() => {
    const report = (window as unknown as { reportRun(what: string): void }).reportRun;
    for (const name of ["alert", "prompt", "confirm", "print", "open"]) {
      Object.defineProperty(window, name, { value: () => report(`${name} in ${location.href}`) });
    }
  });
  page.on("dialog", async (dialog) => {
    seen.ran.push(`dialog ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("popup", () => void seen.ran.push("popup"));
  let shown: Sample[] = [];
  await page.context().route("**/*", async (route) => {
    const { pathname, origin } = new URL(route.request().url());
    const sample = shown[Number(/^\/frame\/(\d+)$/.exec(pathname)?.[1])];
    if (origin === SITE && pathname === "/") {
      const frames = shown.map((_, index) => `<iframe ${frame} src="/frame/${index}"></iframe>`);
      await route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><title>inbox</title>${frames.join("")}`,
      });
    } else if (origin === SITE && sample) {
      await route.fulfill({ contentType: "text/html; charset=utf-8", headers, body: sample.document });
    } else {
      if (!(origin === SITE && /^\/(?:inbox\/attachments\/1|favicon\.ico)$/.test(pathname)))
        seen.requests.push(route.request().url());
      await route.abort();
    }
  });
  for (let at = 0; at < samples.length; at += TOGETHER) {
    shown = samples.slice(at, at + TOGETHER);
    await page.goto(SITE);
    await page.waitForTimeout(150);
    expect(page.url()).toBe(`${SITE}/`);
    expect(await page.title()).toBe("inbox");
  }
  return seen;
}

test("as served, no hostile mail runs anything, asks for anything or leaves its frame", async ({ page }) => {
  test.slow();
  const headers = { "content-security-policy": FRAME_POLICY, "x-content-type-options": "nosniff" };
  expect(await show(page, samples, { frame: `sandbox="${SANDBOX}"`, headers })).toEqual({
    ran: [],
    requests: [],
  });
});

test("even with neither sandbox nor policy around it, no hostile mail runs or asks for anything", async ({
  page,
}) => {
  test.slow();
  expect(await show(page, samples, { frame: "", headers: {} })).toEqual({ ran: [], requests: [] });
});

test("the check itself notices a script and a request", async ({ page }) => {
  const unsafe = { id: "unsafe", document: `<script>alert(1)</script><img src="https://leaking.example/x">` };
  const seen = await show(page, [unsafe], { frame: "", headers: {} });
  expect(seen.ran).toHaveLength(1);
  expect(seen.requests).toEqual(["https://leaking.example/x"]);
});

test("the frame tells its height to the page around it, and unfolds the quote by keyboard", async ({
  page,
}) => {
  const html = sanitizeEmailHtml(
    `<p>Merci</p><blockquote type="cite">${"<p>Bonjour</p>".repeat(20)}</blockquote>`,
  );
  const document = frameDocument({
    html,
    inline: [],
    theme: "dark",
    locale: "fr",
    foldLabel: "Afficher le texte cité",
    addressOfImage: undefined,
  });
  await page.route("**/*", (route) =>
    new URL(route.request().url()).pathname === "/frame"
      ? route.fulfill({
          contentType: "text/html",
          headers: { "content-security-policy": FRAME_POLICY },
          body: document,
        })
      : route.fulfill({
          contentType: "text/html",
          body: `<iframe sandbox="${SANDBOX}" src="/frame" width="600"></iframe>`,
        }),
  );
  await page.goto(SITE);
  const height = () =>
    page.evaluate(
      () =>
        window.document.querySelector("iframe")?.contentDocument?.documentElement.getBoundingClientRect()
          .height ?? 0,
    );
  const frame = page.frameLocator("iframe");
  await expect(frame.getByText("Merci")).toBeVisible();
  await expect(frame.getByText("Bonjour").first()).toBeHidden();
  expect(await height()).toBeLessThan(100);
  await frame.getByRole("checkbox", { name: "Afficher le texte cité" }).press("Space");
  await expect(frame.getByText("Bonjour").first()).toBeVisible();
  expect(await height()).toBeGreaterThan(400);
});
