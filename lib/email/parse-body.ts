import { compile, type HtmlToTextOptions } from "html-to-text";
import { storable } from "@/lib/email/parse-clean";
import type { MimePart } from "@/lib/email/parse-mime";

/** The two readings of a mail; null where the mail has none. */
export type Body = { text: string | null; html: string | null };

const LONGEST_TEXT = 1_000_000;

/**
 * Puts the readable parts of a mail together: alternatives are chosen from, everything else is joined in its order.
 * @param toText how HTML becomes text where a mail mixes both
 */
export function bodyOf(part: MimePart, toText = textFrom): Body {
  if (!part.children.length) return leafOf(part);
  const bodies = part.children
    .map((child) => bodyOf(child, toText))
    .filter((body) => body.text !== null || body.html !== null);
  if (part.contentType === "multipart/alternative") {
    const readable = bodies.find((body) => body.text?.trim());
    return {
      text: readable?.text ?? null,
      html: bodies.findLast((body) => body.html !== null)?.html ?? null,
    };
  }
  return joined(bodies, toText);
}

function leafOf({ contentType, textContent }: MimePart): Body {
  if (textContent === undefined) return { text: null, html: null };
  const text = storable(textContent);
  return contentType === "text/html" ? { text: null, html: text } : { text, html: null };
}

function joined(bodies: Body[], toText: typeof textFrom): Body {
  const [only] = bodies;
  if (bodies.length < 2) return only ?? { text: null, html: null };
  const hasHtml = bodies.some((body) => body.html !== null);
  const hasText = bodies.some((body) => body.text !== null);
  return {
    html: hasHtml ? bodies.map((body) => body.html ?? htmlFrom(body.text ?? "")).join("<br>\n") : null,
    text: hasText ? bodies.map((body) => body.text ?? toText(body.html ?? "")).join("\n") : null,
  };
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const htmlFrom = (text: string) =>
  `<div style="white-space: pre-wrap">${text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? "")}</div>`;

/** How HTML is read as text; blockquotes become lines that start with ">". */
export const READING = {
  wordwrap: false,
  limits: { maxDepth: 100, maxChildNodes: 10_000, ellipsis: "…" },
  selectors: [
    { selector: "a", options: { ignoreHref: true } },
    { selector: "img", format: "skip" },
    { selector: "h1", options: { uppercase: false } },
    { selector: "h2", options: { uppercase: false } },
    { selector: "h3", options: { uppercase: false } },
    { selector: "h4", options: { uppercase: false } },
    { selector: "table", format: "block" },
    // Gmail indents with these; they quote nobody.
    { selector: "blockquote[style*='border:none']", format: "block" },
  ],
} as const satisfies HtmlToTextOptions;

const convert = compile(READING);

/** The readable text of HTML; of HTML that is too heavy, what is left when the tags are cut away. */
export function textFrom(html: string): string {
  const bare = html.replace(EMBEDDED, "").slice(0, LONGEST_TEXT);
  return storable(isTooHeavy(bare) ? withoutTags(bare) : convert(bare));
}

/** Images written into the HTML itself; they would use up the length that is read. */
const EMBEDDED = /data:image[^"')\s]{100,}/g;

const MOST_TAGS = 60_000;
const DEEPEST = 400;

/** Says whether HTML has so many tags, or so deep ones, that parsing it would take seconds. Linear in its length. */
export function isTooHeavy(html: string): boolean {
  let tags = 0;
  let depth = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) {
    if (++tags > MOST_TAGS) return true;
    const [, closing, name = ""] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(at, at + 12)) ?? [];
    if (!name || CLOSED_BY_ITSELF.has(name.toLowerCase())) continue;
    depth = closing ? Math.max(0, depth - 1) : depth + 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

const CLOSED_BY_ITSELF = new Set(
  "area base br col embed hr img input link meta param source track wbr p li td tr th tbody option".split(
    " ",
  ),
);

/** What is left of HTML when its tags are cut away, without parsing it. */
export function withoutTags(html: string): string {
  return html
    .slice(0, LONGEST_TEXT)
    .replace(/<[^<>]*>?/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
