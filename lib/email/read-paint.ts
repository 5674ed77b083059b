/** Red, green and blue, 0 to 255; "clear" lets through what is below; null is a colour that was not understood. */
export type Paint = [number, number, number] | "clear" | null;

const NAMED: Record<string, Paint> = {
  white: [255, 255, 255],
  black: [0, 0, 0],
  snow: [255, 250, 250],
  ivory: [255, 255, 240],
  ghostwhite: [248, 248, 255],
  whitesmoke: [245, 245, 245],
  transparent: "clear",
};

/** A colour as CSS or an attribute writes it; what is inherited when nothing is said. Clear paper shows what it lies on. */
export function readPaint(written: string | undefined, inherited: Paint, on?: "paper"): Paint {
  const text = written?.trim().toLowerCase();
  if (!text || text === "inherit" || text === "currentcolor") return inherited;
  const paint = paintOf(text);
  return paint === "clear" && on ? inherited : paint;
}

function paintOf(text: string): Paint {
  const [word = ""] = text.split(/\s/);
  if (word in NAMED) return NAMED[word] ?? null;
  const [, hex] = /#([0-9a-f]{3,8})\b/.exec(text) ?? [];
  if (hex) return fromHex(hex);
  const [, inside] = /rgba?\(([^)]*)\)/.exec(text) ?? [];
  if (inside === undefined) return null;
  const [red = 0, green = 0, blue = 0, alpha = 1] = inside.split(/[\s,/]+/).map(Number.parseFloat);
  return alpha < 0.1 ? "clear" : [red, green, blue];
}

function fromHex(hex: string): Paint {
  const digits = hex.length < 6 ? [...hex].map((digit) => digit + digit).join("") : hex;
  const channel = (at: number) => Number.parseInt(digits.slice(at, at + 2), 16);
  if (digits.length === 8 && channel(6) < 26) return "clear";
  return [channel(0), channel(2), channel(4)];
}

const NEAR = 12;

/** Whether text of this colour disappears on this paper; where either is not known, it does not. */
export function isSameColour(colour: Paint, paper: Paint): boolean {
  if (colour === "clear") return true;
  if (!colour || !paper || paper === "clear") return false;
  return colour.every((channel, at) => Math.abs(channel - (paper[at] ?? 0)) <= NEAR);
}
