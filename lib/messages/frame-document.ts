import type { Theme } from "@/lib/i18n/theme";
import { BLOCKED_PIXEL, FRAME_STYLE } from "@/lib/messages/frame-style";
import { showRealHosts } from "@/lib/messages/real-hosts";

/**
 * What the frame's document may do: show its own styles, and images of this site. `allow-same-origin` without `allow-scripts`
 * lets the page around it measure it and lets its images carry the session; nothing in it can run.
 */
export const FRAME_POLICY = [
  "default-src 'none'",
  "img-src 'self' data:",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
].join("; ");

export type FrameContent = {
  /** As `sanitizeEmailHtml` left it. */
  html: string;
  /** The attachments it shows, by their Content-ID. */
  inline: { id: number; contentId: string | null }[];
  theme: Theme;
  locale: string;
  /** Folds what the mail quotes behind a button with this label; undefined shows all of it. */
  foldLabel: string | undefined;
  /** The address under which this site shows an image from outside; undefined blocks those. */
  addressOfImage: ((url: string) => string) | undefined;
};

/**
 * The whole document for a mail's sandboxed frame. Nothing in it loads from elsewhere: images that came with the mail and, when
 * asked for, images from outside have addresses of this site; blocked ones leave a quiet box of their size, and the number of
 * them is in `data-blocked-images` of the root element, which is absent when there are none. The root is as high as its
 * content, at any width: the page around the frame observes its height. A mail with colours of its own lies on white paper.
 */
export function frameDocument(content: FrameContent): string {
  const { html, locale, theme, foldLabel } = content;
  const images = new ImageWriter(content);
  const body = showRealHosts(html.replace(/<img\b[^>]*>/g, (tag) => images.write(tag)));
  const attributes = [
    `lang="${locale}"`,
    `class="${theme}"`,
    setsColours(html) ? "data-paper" : "",
    images.blocked ? `data-blocked-images="${images.blocked}"` : "",
  ];
  const fold = foldLabel !== undefined && html.includes(" data-quote=") ? foldButton(foldLabel) : "";
  return `<!doctype html>
<html ${attributes.filter(Boolean).join(" ")}>
<head><meta charset="utf-8"><title></title><style>${FRAME_STYLE}</style></head>
<body${fold && " data-folds"}><main>${body}</main>${fold}</body>
</html>
`;
}

const setsColours = (html: string): boolean =>
  /(?:[";\s]background(?:-color)?:|\sbgcolor=|[";\s]color:|<font[^>]*\scolor=)/i.test(html);

const foldButton = (label: string): string =>
  `<label class="fold" title="${escaped(label)}"><input type="checkbox" aria-label="${escaped(label)}">…</label>`;

/** Gives the images of one document their addresses, and counts those it blocks. */
class ImageWriter {
  blocked = 0;
  readonly #content: FrameContent;
  readonly #attachments: Map<string, number>;

  constructor(content: FrameContent) {
    this.#content = content;
    this.#attachments = new Map(content.inline.map(({ id, contentId }) => [contentId ?? "", id]));
  }

  write(tag: string): string {
    const outside = attributeOf(tag, "data-src");
    if (outside !== undefined) return this.#writeOutside(withoutAttribute(tag, "data-src"), outside);
    const address = attributeOf(tag, "src");
    if (!address?.toLowerCase().startsWith("cid:")) return tag;
    const id = this.#attachments.get(contentIdOf(address.slice(4)));
    const bare = withoutAttribute(tag, "src");
    return id === undefined ? bare : withAttribute(bare, "src", `/inbox/attachments/${id}?inline=1`);
  }

  #writeOutside(tag: string, url: string): string {
    const { addressOfImage } = this.#content;
    if (addressOfImage) return withAttribute(tag, "src", addressOfImage(url));
    this.blocked++;
    const ratio = `aspect-ratio:${ratioOf(tag)}`;
    const style = attributeOf(tag, "style");
    const sized = withAttribute(withoutAttribute(tag, "style"), "style", style ? `${style};${ratio}` : ratio);
    return withAttribute(sized, "src", BLOCKED_PIXEL).replace(/^<img/, "<img data-blocked");
  }
}

function contentIdOf(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function ratioOf(tag: string): string {
  const [width, height] = ["width", "height"].map((name) => Number(attributeOf(tag, name)));
  return width && height && width < 5_000 && height < 5_000 ? `${width}/${height}` : "8/1";
}

// The sanitiser writes every attribute as name="value" with & < > and quotes escaped.
function attributeOf(tag: string, name: string): string | undefined {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return value?.replace(/&(amp|lt|gt|quot);/g, (_, entity: string) => CHARACTERS[entity] ?? "");
}

const withoutAttribute = (tag: string, name: string): string =>
  tag.replace(new RegExp(` ${name}="[^"]*"`, "g"), "");

const withAttribute = (tag: string, name: string, value: string): string =>
  tag.replace(/\s*\/?>$/, () => ` ${name}="${escaped(value)}">`);

const CHARACTERS: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (character) => `&${Object.keys(CHARACTERS).find((name) => CHARACTERS[name] === character)};`,
  );
