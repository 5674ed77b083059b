import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sanitizeEmailHtml } from "@/lib/email/sanitize-html";
import { FRAME_POLICY, type FrameContent, frameDocument } from "@/lib/messages/frame-document";
import { addressOfOutsideImage } from "@/lib/messages/image-proof";
import { cpuTimeOf } from "../../support/cpu-time";

const LEAKS = "../shared/corpus/html-hostile/payloadbox-sample.json";

const show = (html: string, content: Partial<FrameContent> = {}) =>
  frameDocument({
    html: sanitizeEmailHtml(html),
    inline: [],
    theme: "system",
    locale: "fr",
    foldLabel: undefined,
    addressOfImage: undefined,
    ...content,
  });

const proxied = (url: string) => addressOfOutsideImage({ companyId: 1, messageId: 7, url });
const bodyOf = (document: string) => /<main>(.*)<\/main>/s.exec(document)?.[1] ?? "";

describe("the document of a mail's frame", () => {
  test("loads nothing from outside until images are asked for, and then only from this site", () => {
    const mail = `<img src="https://tracker.example/p.gif?id=1&amp;x=2" width="300" height="100"><img src="//cdn.example/a.png">`;
    const blocked = show(mail);
    expect(blocked).not.toMatch(/tracker\.example|cdn\.example/);
    expect(blocked).toContain('data-blocked-images="2"');
    expect(bodyOf(blocked)).toMatch(
      /<img data-blocked width="300" height="100" style="aspect-ratio:300\/100" src="data:image\/gif/,
    );
    const shown = show(mail, { addressOfImage: proxied });
    expect(shown).not.toContain("data-blocked-images");
    const sources = [...bodyOf(shown).matchAll(/src="([^"]*)"/g)].map(([, src = ""]) =>
      src.replaceAll("&amp;", "&"),
    );
    expect(sources).toHaveLength(2);
    for (const source of sources) expect(source).toMatch(/^\/inbox\/messages\/7\/image\?url=https%3A%2F%2F/);
    expect(new URL(sources[0] ?? "", "https://a.example").searchParams.get("url")).toBe(
      "https://tracker.example/p.gif?id=1&x=2",
    );
  });

  test("shows the images that came with the mail, and nothing in the place of those that did not", () => {
    const inline = [
      { id: 12, contentId: "photo@client" },
      { id: 13, contentId: 'a b"c' },
    ];
    const mail = `<img src="cid:photo@client"><img src="CID:a%20b%22c"><img src="cid:missing"><img src="cid:%ff">`;
    const body = bodyOf(show(mail, { inline }));
    expect(body).toContain('src="/inbox/attachments/12?inline=1"');
    expect(body).toContain('src="/inbox/attachments/13?inline=1"');
    expect(body).not.toMatch(/cid:/i);
    expect(body.match(/src=/g)).toHaveLength(2);
  });

  test("lies on white paper when the mail has colours of its own, else follows the theme", () => {
    expect(show("<p>Bonjour</p>", { theme: "dark" })).toContain('<html lang="fr" class="dark">');
    for (const mail of [
      '<p style="color:#000">a</p>',
      '<body bgcolor="#fff">a',
      '<font color="red">a</font>',
      '<p style="margin:0;background:white">',
    ])
      expect(show(mail, { theme: "dark" })).toContain('<html lang="fr" class="dark" data-paper>');
  });

  test("folds a quote behind a labelled button that works without scripts", () => {
    const mail = `<p>Merci</p><blockquote type="cite">Bonjour</blockquote>`;
    const document = show(mail, { foldLabel: 'Afficher "tout"' });
    expect(document).toContain("<body data-folds>");
    expect(document).toContain('<input type="checkbox" aria-label="Afficher &quot;tout&quot;">');
    expect(show(mail)).not.toContain("checkbox");
    expect(show("<p>Merci</p>", { foldLabel: "x" })).not.toContain("checkbox");
  });

  test("says where a link really goes when its text names another site", () => {
    expect(show(`<a href="https://evil.example/login">www.mabanque.fr</a>`)).toContain("(→ evil.example)");
    expect(show(`<a href="https://evil.example/?a=1&amp;b=2">https://mabanque.fr/compte</a>`)).toContain(
      "(→ evil.example)",
    );
    for (const link of [
      `<a href="https://www.mabanque.fr/x">mabanque.fr</a>`,
      `<a href="https://click.mabanque.fr/x">www.mabanque.fr</a>`,
      `<a href="https://track.example/x">Voir l'offre</a>`,
      `<a href="mailto:a@b.example">c.example</a>`,
    ])
      expect(show(link)).not.toContain("→");
  });

  test("may run nothing, whatever stands in it", () => {
    expect(FRAME_POLICY).toContain("default-src 'none'");
    expect(FRAME_POLICY).not.toMatch(/allow-scripts|script-src|unsafe-eval|https?:/);
    const names = `"><script>alert(1)</script>`;
    const document = show(`<img src="cid:${names}"><a href="https://a.example/${names}">x</a>`, {
      foldLabel: names,
      inline: [{ id: 1, contentId: names }],
    });
    expect(document).not.toContain("<script");
  });

  test.skipIf(!existsSync(LEAKS))(
    "has no address from outside in it for any sample of ../shared/corpus/html-hostile",
    () => {
      const samples: { payload: string }[] = JSON.parse(readFileSync(LEAKS, "utf8"));
      for (const { payload } of samples) {
        const tags = bodyOf(show(payload)).match(/<(?!a |\/)[^>]*>/g) ?? [];
        expect(tags.join("")).not.toMatch(/(?:https?:)?\/\/|javascript:/i);
      }
    },
  );

  test.each([
    ["<img src='https://a.example/'>", 20_000],
    ["<a href='https://a.example'>b.example</a>", 10_000],
    ["<a href='https://a.example'>", 20_000],
    ["<img ", 100_000],
  ])("of %j written %i times comes at once", async (piece, times) => {
    const html = sanitizeEmailHtml(piece.repeat(times));
    const took = await cpuTimeOf(() =>
      frameDocument({
        html,
        inline: [],
        theme: "light",
        locale: "fr",
        foldLabel: "x",
        addressOfImage: undefined,
      }),
    );
    expect(took).toBeLessThan(1500);
  });
});
