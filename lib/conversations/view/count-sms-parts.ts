const GSM =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const GSM_TWICE = "\f^{}\\[~]|€";

/** How an SMS travels, and so what it costs: each part is billed. */
export interface SmsParts {
  /** One letter outside GSM-7 makes the whole SMS UCS-2, with less than half the room. */
  alphabet: "gsm-7" | "ucs-2";
  parts: number;
  /** Units still free in the last part. */
  left: number;
  /** What kept it out of GSM-7, each once, in its order. */
  foreign: string[];
}

const ROOM = { "gsm-7": { alone: 160, joined: 153 }, "ucs-2": { alone: 70, joined: 67 } };

/** Counts the parts of an SMS (3GPP 23.038); an empty text is one empty part. Pure, for the browser too. */
export function countSmsParts(text: string): SmsParts {
  const letters = [...text];
  const foreign = [
    ...new Set(letters.filter((letter) => !GSM.includes(letter) && !GSM_TWICE.includes(letter))),
  ];
  const alphabet = foreign.length === 0 ? "gsm-7" : "ucs-2";
  const sizes = letters.map((letter) => sizeOf(letter, alphabet));
  const { alone, joined } = ROOM[alphabet];
  const units = sizes.reduce((sum, size) => sum + size, 0);
  if (units <= alone) return { alphabet, parts: 1, left: alone - units, foreign };
  // A letter of two units is never cut in two: the part before it stays shorter.
  let [parts, used] = [1, 0];
  for (const size of sizes) {
    if (used + size > joined) [parts, used] = [parts + 1, 0];
    used += size;
  }
  return { alphabet, parts, left: joined - used, foreign };
}

const sizeOf = (letter: string, alphabet: SmsParts["alphabet"]) =>
  alphabet === "ucs-2" ? letter.length : GSM_TWICE.includes(letter) ? 2 : 1;
