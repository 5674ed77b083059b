import sanitize, { type Attributes, type IOptions, type Tag } from "sanitize-html";
import { sanitizeStyle } from "@/lib/email/sanitize-css";

const LONGEST_HTML = 3_000_000;
const LONGEST_ADDRESS = 4_000;

const TAGS = (
  "a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em " +
  "figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q rp rt ruby s samp section " +
  "small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr"
).split(" ");

/** Dropped with all that is in them: what is between their tags is no text of the mail. */
const WITHOUT_CONTENT = (
  "script style title textarea option select noscript noembed noframes xmp plaintext listing template iframe frameset " +
  "object applet svg math audio video canvas map datalist xml"
).split(" ");

const ATTRIBUTES = {
  "*": ["style", "dir", "lang", "title", "align", "valign", "bgcolor", "width", "height", "data-quote"],
  a: ["href", "rel", "target"],
  img: ["src", "data-src", "alt", "border", "hspace", "vspace"],
  font: ["color", "face", "size"],
  table: ["border", "cellpadding", "cellspacing", "summary"],
  td: ["colspan", "rowspan", "nowrap", "headers", "scope"],
  th: ["colspan", "rowspan", "nowrap", "headers", "scope", "abbr"],
  col: ["span"],
  colgroup: ["span"],
  ol: ["start", "type", "reversed"],
  ul: ["type"],
  li: ["value", "type"],
  hr: ["color", "size", "noshade"],
};

/**
 * HTML of a mail that may stand in a frame without scripts: closed lists of tags, attributes and CSS properties, links that open
 * a window of their own and keep only http(s), mailto and tel. Nothing in it loads anything: an image from outside has its
 * address in `data-src`; `cid:` and embedded raster images keep their `src`. `data-quote` marks what a mail program quoted:
 * "block", "line" (the line above one) or "start" (all that follows). Sanitising sanitised HTML changes nothing.
 */
export function sanitizeEmailHtml(html: string): string {
  // The body becomes a box in the frame's own body, and keeps the paper it sets.
  const boxed = html.slice(0, LONGEST_HTML).replace(/<(\/?)body(?=[\s/>])/gi, "<$1div");
  return sanitize(boxed, OPTIONS);
}

const withStyle = (tagName: string, attributes: Attributes): Tag => ({
  tagName,
  attribs: cleaned(attributes),
});

const OPTIONS: IOptions = {
  allowedTags: TAGS,
  allowedAttributes: ATTRIBUTES,
  // Addresses are judged by the transforms below, which also see what browsers ignore in them.
  allowedSchemes: ["http", "https", "mailto", "tel", "cid", "data"],
  allowedSchemesAppliedToAttributes: [],
  nonTextTags: WITHOUT_CONTENT,
  parseStyleAttributes: false,
  disallowedTagsMode: "discard",
  transformTags: {
    "*": withStyle,
    a: (tagName, attributes) => ({ tagName, attribs: linkOf(cleaned(attributes)) }),
    img: (tagName, attributes) => ({ tagName, attribs: imageOf(cleaned(attributes)) }),
  },
};

function cleaned(attributes: Attributes): Attributes {
  const kept: Attributes = { ...attributes };
  const quote = quoteOf(attributes);
  delete kept["data-quote"];
  if (quote) kept["data-quote"] = quote;
  // Word says so in the style sheet that is dropped; without it every line would be a paragraph apart.
  if (/\bMsoNormal\b/.test(kept.class ?? "")) kept.style = `margin:0;${kept.style ?? ""}`;
  if (kept.style !== undefined) {
    const style = sanitizeStyle(kept.style);
    if (style) kept.style = style;
    else delete kept.style;
  }
  for (const name of ["color", "bgcolor"]) {
    if (kept[name] !== undefined && !/^[#\w(),.%\s]{1,40}$/.test(kept[name])) delete kept[name];
  }
  return kept;
}

const BLOCK = /\b(?:yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra)\b/;
const LINE = /\b(?:gmail_attr|moz-cite-prefix)\b/;
const START =
  /^(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|stopSpelling|OLK_SRC_BODY_SECTION)$/;
const OUTLOOK_LINE = /border-top:\s?(?:solid #(?:E1E1E1|B5C4DF)|1px solid rgb\(181, ?196, ?223\))/i;

function quoteOf({
  class: classes = "",
  id = "",
  style = "",
  type,
  "data-quote": known,
}: Attributes): string | undefined {
  if (known === "block" || known === "line" || known === "start") return known;
  if (type === "cite" || BLOCK.test(classes)) return "block";
  if (/\bgmail_quote\b/.test(classes) && /border-left/.test(style)) return "block";
  if (LINE.test(classes)) return "line";
  return START.test(id) || OUTLOOK_LINE.test(style) ? "start" : undefined;
}

// Browsers ignore tabs, line breaks and other control characters inside an address.
const addressOf = (value: string | undefined): string =>
  (value ?? "")
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "")
    .trim()
    .replace(/^\/\//, "https://")
    .slice(0, LONGEST_ADDRESS);

function linkOf({ href, rel: _, target: __, ...rest }: Attributes): Attributes {
  const address = addressOf(href);
  const isSafe = /^(?:https?:\/\/[^\s/]|mailto:|tel:)/i.test(address) && URL.canParse(address);
  return isSafe ? { ...rest, href: address, rel: "noopener noreferrer nofollow", target: "_blank" } : rest;
}

const EMBEDDED = /^data:image\/(?:png|jpe?g|gif|webp|bmp|avif);base64,[a-z0-9+/=\s]+$/i;

function imageOf({ src, "data-src": outside, ...rest }: Attributes): Attributes {
  if (src && EMBEDDED.test(src.trim())) return { ...rest, src: src.trim() };
  const address = addressOf(src) || addressOf(outside);
  if (/^cid:[^\s"'<>]+$/i.test(address)) return { ...rest, src: address };
  const isOutside = /^https?:\/\/[^\s/]/i.test(address) && URL.canParse(address);
  return isOutside ? { ...rest, "data-src": address } : rest;
}
