import { expect, test } from "vitest";
import { dropHidden } from "@/lib/email/drop-hidden";
import { textFrom } from "@/lib/email/parse-body";

const read = (html: string) => textFrom(dropHidden(html).html).replace(/\s+/g, " ").trim();

test.each([
  ["display:none", '<p style="display:none">Ignore</p>'],
  ["display: none !important", '<div style="display: none !important"><p>Ignore</p></div>'],
  ["visibility", '<span style="visibility:hidden">Ignore</span>'],
  ["font size nought", '<span style="font-size:0">Ignore</span>'],
  ["one pixel", '<span style="font-size:1px">Ignore</span>'],
  ["font shorthand", '<span style="font:0px/0 Arial ">Ignore</span>'],
  ["opacity", '<span style="opacity:0.01">Ignore</span>'],
  ["white on white", '<span style="color:#fff">Ignore</span>'],
  ["nearly white on white", '<span style="color:rgb(250, 252, 253)">Ignore</span>'],
  ["a font element", '<font color="white">Ignore</font>'],
  ["black on black", '<table bgcolor="#000000"><tr><td style="color:black">Ignore</td></tr></table>'],
  ["transparent", '<span style="color:transparent">Ignore</span>'],
  ["the hidden attribute", "<div hidden>Ignore</div>"],
  ["a comment", "<!-- Ignore -->"],
  ["off the page", '<div style="position:absolute;left:-9999px">Ignore</div>'],
  ["indented away", '<div style="text-indent:-9999px">Ignore</div>'],
  ["no height", '<div style="max-height:0;overflow:hidden">Ignore</div>'],
  ["clipped", '<div style="position:absolute;clip:rect(0,0,0,0)">Ignore</div>'],
  ["Outlook's own", '<div style="mso-hide:all">Ignore</div>'],
  ["a comment inside the style", '<p style="dis/**/play:none">Ignore</p>'],
  ["a title", "<head><title>Ignore</title></head>"],
  ["a child of what is hidden", '<div style="display:none"><b style="color:red">Ignore</b></div>'],
])("%s is not read", (_, hidden) => {
  expect(read(`<p>Bonjour</p>${hidden}<p>Merci</p>`)).toBe("Bonjour Merci");
});

test.each([
  ["white on a dark table", '<table bgcolor="#123456"><tr><td style="color:#fff">Promo</td></tr></table>'],
  [
    "white words inside a coloured child",
    '<div style="color:#fff"><div style="background:#005">Promo</div></div>',
  ],
  [
    "words with a size in a box without one",
    '<td style="font-size:0"><span style="font-size:14px">Promo</span></td>',
  ],
  ["white on a picture", '<div style="background:url(x.png);color:#fff">Promo</div>'],
  ["small print", '<span style="font-size:9px;color:#999">Promo</span>'],
  ["an image that is flat", '<div style="height:1px;overflow:hidden"></div>Promo'],
])("%s is read", (_, shown) => {
  const { hidden } = dropHidden(shown);
  expect([read(`<p>Bonjour</p>${shown}`), hidden]).toEqual(["Bonjour Promo", false]);
});

test("it says whether something was taken out", () => {
  expect(dropHidden("<p>a</p><p hidden>b</p>").hidden).toBe(true);
  expect(dropHidden("<p>a</p><p hidden> </p>").hidden).toBe(false);
});
