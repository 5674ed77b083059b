const OTHER = /\P{ASCII}/gu;
const SPACES = /\s{2,}|[^\S ]/g;

/** The text as rules compare it: without accents, case or typography, and with one space where there were several. */
export function foldText(text: string): string {
  return text.replace(OTHER, foldPoint).toLowerCase().replace(SPACES, " ");
}

/**
 * The original words behind `folded.slice(from, to)`, where `folded` is `foldText(original)`: always a piece of the
 * original, whole characters only.
 */
export function unfold(original: string, from: number, to: number): string {
  const starts = startsUpTo(original, to);
  const start = starts[from] ?? original.length;
  let next = to;
  while (next < starts.length && starts[next] === starts[next - 1]) next += 1;
  return original.slice(start, Math.max(start, starts[next] ?? original.length));
}

// Where each folded character comes from; goes a little past `to`, to see where the last character ends.
function startsUpTo(original: string, to: number): number[] {
  const starts: number[] = [];
  let afterSpace = false;
  for (let at = 0; at < original.length && starts.length <= to + LONGEST_FOLD; at += 1) {
    const code = original.charCodeAt(at);
    if (code > 0x20 && code < 0x7f) {
      starts.push(at);
      afterSpace = false;
      continue;
    }
    const point = String.fromCodePoint(original.codePointAt(at) ?? 0);
    for (const one of code < 0x7f ? point : foldPoint(point)) {
      const isSpace = one.trim() === "";
      if (!(isSpace && afterSpace)) for (const _ of one.split("")) starts.push(at);
      afterSpace = isSpace;
    }
    at += point.length - 1;
  }
  return starts;
}

// U+FDFA, the longest: 18 characters.
const LONGEST_FOLD = 18;
const REMEMBERED_AT_MOST = 4096;
const remembered = new Map<string, string>();

function foldPoint(point: string): string {
  const known = remembered.get(point);
  if (known !== undefined) return known;
  if (remembered.size >= REMEMBERED_AT_MOST) remembered.clear();
  const folded = foldNew(point);
  remembered.set(point, folded);
  return folded;
}

const MARKS_AND_INVISIBLE = /[\p{M}\p{Cf}]/gu;

function foldNew(point: string): string {
  const bare = TYPOGRAPHY[point] ?? point.normalize("NFKD").replace(MARKS_AND_INVISIBLE, "").toLowerCase();
  return Array.from(bare, (one) => TYPOGRAPHY[one] ?? one).join("");
}

const TYPOGRAPHY: Record<string, string> = {
  ...each("‘’‚‛`´ʼʹ′＇", "'"),
  ...each("“”„‟«»″＂", '"'),
  ...each("‐‑‒–—―−﹣－", "-"),
  ...{ œ: "oe", Œ: "oe", æ: "ae", Æ: "ae", ß: "ss", ẞ: "ss", ø: "o", Ø: "o", ł: "l", Ł: "l", đ: "d", Đ: "d" },
  ...{ ı: "i", ς: "σ" },
};

function each(points: string, folded: string): Record<string, string> {
  return Object.fromEntries(Array.from(points, (point) => [point, folded]));
}
