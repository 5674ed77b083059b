const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const CUT = " […]";

/**
 * What a person sees of a text, at most `maxLength` characters of it: zero-width characters, direction marks, tags, variation
 * selectors and control characters but line ends and tabs are taken out. Letters that look like others stay as they are.
 */
export function visibleText(text: string, maxLength = 12_000): string {
  const seen = text
    .normalize("NFC")
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(INVISIBLE, (character) => (character === "\n" || character === "\t" ? character : ""))
    .trim();
  if (seen.length <= maxLength) return seen;
  // Half a surrogate pair is no character.
  return seen.slice(0, Math.max(0, maxLength - CUT.length)).replace(/[\uD800-\uDBFF]$/, "") + CUT;
}
