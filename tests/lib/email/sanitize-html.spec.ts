import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sanitizeStyle } from "@/lib/email/sanitize-css";
import { sanitizeEmailHtml } from "@/lib/email/sanitize-html";
import { cpuTimeOf } from "../../support/cpu-time";

const CORPUS = "../shared/corpus/html-hostile";
const SETS = ["dompurify-vectors", "owasp-evasion", "payloadbox-sample"];

const TAG = /<\/?([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)(?: \/)?>/g;
const CHARACTERS: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** What of the HTML a browser could run or load. Markup that is not written in the plainest way is a danger by itself. */
function dangersIn(html: string): string[] {
  const dangers: string[] = [];
  const rest = html.replace(TAG, (_, name: string, attributes: string) => {
    if (FORBIDDEN.test(name)) dangers.push(name);
    for (const [, attribute = "", value = ""] of attributes.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)) {
      const meant = value.replace(
        /&(amp|lt|gt|quot);/g,
        (_entity, entity: string) => CHARACTERS[entity] ?? "",
      );
      if (!isHarmless(name, attribute, meant)) dangers.push(`${name} ${attribute}=${meant}`);
    }
    return "";
  });
  if (rest.includes("<")) dangers.push(rest);
  return dangers;
}

const FORBIDDEN =
  /^(?:script|style|link|meta|base|form|input|button|textarea|select|object|embed|applet|iframe|frame|frameset|svg|math|audio|video|source|track|picture|template|noscript|portal|dialog|body|html|head|xmp|plaintext|.*:.*)$/i;

function isHarmless(name: string, attribute: string, value: string): boolean {
  if (attribute === "href") return name === "a" && /^(?:https?:\/\/|mailto:|tel:)/i.test(value);
  if (attribute === "src")
    return name === "img" && /^(?:cid:|data:image\/(?:png|jpe?g|gif|webp|bmp|avif);base64,)/i.test(value);
  if (attribute === "style")
    return !/url|image|expression|import|@|\\|position|behavior|binding|content|var\(/i.test(value);
  if (attribute === "data-src") return name === "img" && /^https?:\/\//i.test(value);
  return !/^on|^(?:action|formaction|background|srcset|poster|data|xlink.*|ping|manifest|srcdoc|is|slot|id|name|class|usemap|longdesc|dynsrc|lowsrc|code|codebase|archive|profile|cite)$/i.test(
    attribute,
  );
}

describe("sanitised HTML", () => {
  describe.skipIf(!existsSync(CORPUS))("of ../shared/corpus/html-hostile (skipped when it is absent)", () => {
    test.each(SETS)("%s: nothing runs, nothing loads, and sanitising again changes nothing", (set) => {
      const samples: { id: unknown; payload: string }[] = JSON.parse(
        readFileSync(`${CORPUS}/${set}.json`, "utf8"),
      );
      const failures = samples.flatMap(({ id, payload }) => {
        const clean = sanitizeEmailHtml(payload);
        const dangers = dangersIn(clean);
        if (sanitizeEmailHtml(clean) !== clean) dangers.push(`not stable: ${clean}`);
        return dangers.length ? [`${id}: ${dangers.join(", ")}`] : [];
      });
      expect(failures).toEqual([]);
    });
  });

  test.each([
    `<img src=x onerror=alert(1)>`,
    `<svg><style><img src=x onerror=alert(1)></style></svg>`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
    `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
    `<textarea><script>alert(1)</script></textarea><xmp><script>alert(1)</script></xmp>`,
    `<form action="https://evil.example"><button formaction="javascript:alert(1)">x</button></form>`,
    `<base href="https://evil.example"><meta http-equiv=refresh content="0;url=https://evil.example"><link rel=stylesheet href=//evil.example>`,
    `<style>@import "https://evil.example";body{background:url(//evil.example)}</style>`,
    `<p style="background:url(https://evil.example)">a</p><p style="b\\61 ckground:u\\72l(//evil)">b</p><table background="//evil.example">`,
    `<p style="position:fixed;top:0;width:100%;height:100%">overlay</p>`,
    `<img srcset="https://evil.example 2x" src="https://evil.example/a.png"><picture><source srcset="//evil.example"></picture>`,
    `<video poster="//evil.example"><source src="//evil.example"></video><audio src="//evil.example" autoplay></audio>`,
    `<a href="java\tscript:alert(1)">a</a><a href="&#1;javascript:alert(1)">b</a><a href="data:text/html,<script>1</script>">c</a>`,
    `<a href="/inbox/settings" ping="//evil.example">our own site</a><a href="//evil.example">d</a>`,
    `<img src="data:image/svg+xml;base64,PHN2Zz4="><img src="data:text/html;base64,PHN2Zz4=">`,
    `<!--[if gte mso 9]><xml><script>alert(1)</script></xml><![endif]--><![CDATA[<script>alert(1)</script>]]>`,
    `<template><script>alert(1)</script></template><iframe srcdoc="<script>alert(1)</script>"></iframe><object data="//evil"></object>`,
    `<p id="x" class="y" name="z" is="w">clobber</p>`,
  ])("%j is harmless, and stays as it is when sanitised again", (html) => {
    const clean = sanitizeEmailHtml(html);
    expect(dangersIn(clean)).toEqual([]);
    expect(clean).not.toMatch(/alert\(1\).*(?:<|>)|evil\.example(?!\/a\.png|"? rel)/);
    expect(sanitizeEmailHtml(clean)).toBe(clean);
  });

  test("of anything at all is harmless and stable", () => {
    const piece = fc.constantFrom(
      "<svg>",
      "</svg>",
      "<style>",
      "</style>",
      "<math>",
      "<img src=x onerror=alert(1)>",
      "<!--",
      "-->",
      "<table>",
      "<a href='javascript:x'>",
      '"',
      "'",
      ">",
      "<",
      "</p>",
      "<p style='",
      "<noscript>",
      "<xmp>",
      "<body onload=x>",
      "&lt;",
      "\0",
      "<![CDATA[",
      "]]>",
      "<select><option>",
      '<p title="',
      "<b/",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 20 }), (parts) => {
        const clean = sanitizeEmailHtml(parts.join(""));
        expect(dangersIn(clean)).toEqual([]);
        expect(sanitizeEmailHtml(clean)).toBe(clean);
      }),
      { numRuns: 1000 },
    );
  });

  test("keeps the look of an ordinary mail", () => {
    const html = `<body bgcolor="#ffffff" style="margin:0"><table width="600" cellpadding="0" style="border-collapse:collapse; font-family: Arial, 'Helvetica Neue', sans-serif"><tr><td align="center" bgcolor="#eeeeee" style="padding:10px 0;color:#333">Bonjour <b>Eva</b><br><font color="red" size="2">!</font></td></tr></table></body>`;
    expect(sanitizeEmailHtml(html)).toBe(
      `<div bgcolor="#ffffff" style="margin:0"><table width="600" cellpadding="0" style="border-collapse:collapse;font-family:Arial, 'Helvetica Neue', sans-serif"><tr><td align="center" bgcolor="#eeeeee" style="padding:10px 0;color:#333">Bonjour <b>Eva</b><br /><font color="red" size="2">!</font></td></tr></table></div>`,
    );
  });

  test("keeps the lines of a mail written with Word together", () => {
    expect(sanitizeEmailHtml(`<p class="MsoNormal">a</p><p class=MsoNormal style="color:red">b</p>`)).toBe(
      `<p style="margin:0">a</p><p style="margin:0;color:red">b</p>`,
    );
  });

  test("keeps the addresses of images as data, and opens links elsewhere", () => {
    expect(sanitizeEmailHtml(`<img src="https://a.example/x.png?a=1&amp;b=2" width=10 alt="un chat">`)).toBe(
      `<img width="10" alt="un chat" data-src="https://a.example/x.png?a=1&amp;b=2" />`,
    );
    expect(sanitizeEmailHtml(`<img src="cid:photo@client"><img src="data:image/png;base64,iVBO">`)).toBe(
      `<img src="cid:photo@client" /><img src="data:image/png;base64,iVBO" />`,
    );
    expect(sanitizeEmailHtml(`<a href=" https://a.example/?q=1&r=2 ">x</a>`)).toBe(
      `<a href="https://a.example/?q=1&amp;r=2" rel="noopener noreferrer nofollow" target="_blank">x</a>`,
    );
  });

  test("marks what mail programs quoted", () => {
    expect(
      sanitizeEmailHtml(
        `<div class="gmail_attr">Le …</div><blockquote class="gmail_quote" style="border-left:1px solid">x</blockquote>`,
      ),
    ).toBe(
      `<div data-quote="line">Le …</div><blockquote style="border-left:1px solid" data-quote="block">x</blockquote>`,
    );
    expect(
      sanitizeEmailHtml(
        `<div id="divRplyFwdMsg">De</div><blockquote type="cite">x</blockquote><p data-quote="x">y</p>`,
      ),
    ).toBe(`<div data-quote="start">De</div><blockquote data-quote="block">x</blockquote><p>y</p>`);
  });

  test("takes a declaration or leaves it, whole", () => {
    expect(
      sanitizeStyle("color:red;background:url(x);width:calc(100% - 2px);FONT-SIZE : 12PX !important"),
    ).toBe("color:red;width:calc(100% - 2px);font-size:12PX !important");
    for (const style of [
      "position:fixed",
      "color:expression(1)",
      "width:1px/**/",
      "color:\\72 ed",
      "background:image-set('x')",
      "color:var(--x)",
      "font-family:'a",
      "color:rgb(1",
      "behavior:url(x)",
    ])
      expect(sanitizeStyle(style)).toBe("");
  });

  test.each([
    ["<div>", 390],
    ["<b style='color:red;", 5_000],
    ["<a href='https://a.example'>x</a>", 15_000],
    ["<p title='", 50_000],
    ["<!--", 50_000],
    ["&", 500_000],
    ["<td style='color:red;font-size:12px;padding:0 1px 2px 3px'>a</td>", 20_000],
    ["<img src='https://a.example/", 20_000],
    ["<", 500_000],
  ])("of %j written %i times comes at once", async (piece, times) => {
    const took = await cpuTimeOf(() => sanitizeEmailHtml(piece.repeat(times)));
    expect(took).toBeLessThan(1500);
  });
});
