import sanitize, { type Attributes } from "sanitize-html";
import { isSameColour, type Paint, readPaint } from "@/lib/email/read-paint";

/** How text looks at a place in a mail; children inherit it. */
interface Look {
  gone: boolean;
  invisible: boolean;
  tiny: boolean;
  colour: Paint;
  paper: Paint;
}

const FIRST: Look = {
  gone: false,
  invisible: false,
  tiny: false,
  colour: [0, 0, 0],
  paper: [255, 255, 255],
};

const NO_TEXT = ["script", "style", "title", "template", "head", "noscript", "textarea", "option"];

export interface SeenHtml {
  html: string;
  /** Something was taken out that nobody would have seen. */
  hidden: boolean;
}

/**
 * HTML without the text that no reader sees: not displayed, invisible, transparent, without size, clipped, off the page, or in
 * the colour of the paper it stands on. Comments go too. Its layout stays.
 */
export function dropHidden(html: string): SeenHtml {
  const looks = [FIRST];
  const top = () => looks.at(-1) ?? FIRST;
  let hidden = false;
  const seen = sanitize(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    parseStyleAttributes: false,
    onOpenTag: (_, attributes) => void looks.push(lookOf(attributes, top())),
    onCloseTag: () => void looks.pop(),
    exclusiveFilter: ({ tag }) => NO_TEXT.includes(tag),
    textFilter: (text) => {
      if (!isUnseen(top()) || text.trim() === "") return text;
      hidden = true;
      return " ";
    },
  });
  return { html: seen, hidden };
}

const isUnseen = ({ gone, invisible, tiny, colour, paper }: Look): boolean =>
  gone || invisible || tiny || isSameColour(colour, paper);

function lookOf(attributes: Attributes, parent: Look): Look {
  const style = declarationsOf(attributes.style ?? "");
  const background = style["background-color"] ?? style.background ?? attributes.bgcolor;
  return {
    gone: parent.gone || attributes.hidden !== undefined || isGone(style),
    invisible: style.visibility ? /hidden|collapse/.test(style.visibility) : parent.invisible,
    tiny: isTiny(style, parent.tiny),
    colour: readPaint(style.color ?? attributes.color, parent.colour),
    paper: background === undefined ? parent.paper : readPaint(background, parent.paper, "paper"),
  };
}

function declarationsOf(style: string): Record<string, string> {
  const bare = style.replace(/\/\*.*?\*\//gs, "").toLowerCase();
  return Object.fromEntries(
    bare.split(";").map((declaration) => {
      const colon = declaration.indexOf(":");
      const value = declaration.slice(colon + 1).replace("!important", "");
      return [declaration.slice(0, Math.max(0, colon)).trim(), value.trim()];
    }),
  );
}

const FAR = -300;

function isGone(style: Record<string, string>): boolean {
  const isClipped = /hidden|clip/.test(style.overflow ?? "") || style.position === "absolute";
  const isFlat = ["height", "max-height", "width", "max-width"].some((side) => sizeOf(style[side]) <= 1);
  const isFar = ["text-indent", "margin-left", "margin-top", "left", "top"].some(
    (side) => Number.parseFloat(style[side] ?? "0") <= FAR,
  );
  const isCut = /rect\(\s*[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?|inset\((50|100)%/.test(
    `${style.clip ?? ""} ${style["clip-path"] ?? ""}`,
  );
  const isMoved = /translate\w*\(\s*-\d{4,}|scale\w*\(\s*0?\.?0*\s*[,)]/.test(style.transform ?? "");
  const isClear = Number.parseFloat(style.opacity ?? "1") < 0.1;
  return (
    /^none\b/.test(style.display ?? "") ||
    /all/.test(style["mso-hide"] ?? "") ||
    (isClipped && isFlat) ||
    isClear ||
    isFar ||
    isCut ||
    isMoved
  );
}

const sizeOf = (value: string | undefined) => (value === undefined ? Infinity : Number.parseFloat(value));

const SHORT_FONT = /(?:^|\s)([\d.]+)(?:px|pt|em|rem|%)?(?:\/|\s)/;

function isTiny(style: Record<string, string>, isParent: boolean): boolean {
  const size = style["font-size"] ?? SHORT_FONT.exec(style.font ?? "")?.[1];
  if (size === undefined || !/^[\d.]/.test(size)) return isParent;
  const value = Number.parseFloat(size);
  // Of its parent's size: nothing of nothing is nothing.
  if (/(?<!r)em$|%$/.test(size)) return isParent || value < (size.endsWith("%") ? 10 : 0.1);
  return value < (size.endsWith("rem") ? 0.1 : 2);
}
