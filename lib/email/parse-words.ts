import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { decodeBytes } from "@/lib/email/parse-charset";

const LONGEST = 8_000;

/** One RFC 2047 word, tolerant: a "?" inside it and a language tag (RFC 2231) are accepted. */
const WORD = /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bq])\?([^?]{0,8000}(?:\?(?!=)[^?]{0,8000}){0,20})\?=/gi;

/** A row of encoded words with nothing but white space between them. */
export const WORDS = new RegExp(`(?:${WORD.source}\\s*)*${WORD.source}`, "gi");

type Piece = { charset: string; bytes: Buffer; source: string };

/** Reads RFC 2047 words in a header value; what is not one stays as it is. Characters cut between words are joined. */
export function decodeWords(value: string): string {
  if (!value.includes("=?")) return value;
  const text = value.slice(0, LONGEST);
  let decoded = "";
  let last = 0;
  let pending: Piece | undefined;
  for (const word of text.matchAll(WORD)) {
    const between = text.slice(last, word.index);
    const piece = readWord(word);
    if (pending && !between.trim() && pending.charset === piece.charset && !isClosed(pending)) {
      pending = {
        charset: piece.charset,
        bytes: Buffer.concat([pending.bytes, piece.bytes]),
        source: pending.source + between + piece.source,
      };
    } else {
      decoded += pending ? textOf(pending) + (between.trim() ? between : "") : between;
      pending = piece;
    }
    last = word.index + word[0].length;
  }
  return decoded + (pending ? textOf(pending) : "") + text.slice(last) + value.slice(LONGEST);
}

/** A word of a charset with shift states that ends in ASCII: joined with the next one, its escapes would look broken. */
const isClosed = ({ charset, bytes }: Piece) =>
  charset.startsWith("iso-2022") && bytes.lastIndexOf("\x1b(") >= bytes.lastIndexOf("\x1b$");

function textOf({ charset, bytes, source }: Piece): string {
  const text = decodeBytes(bytes, charset);
  const isGarbage = charset === "utf-8" && !isUtf8(bytes) && /(?![\t\r\n])\p{Cc}/u.test(text);
  return isGarbage ? source : text;
}

function readWord([source, charset = "", encoding, text = ""]: RegExpMatchArray): Piece {
  const bytes = encoding?.toLowerCase() === "b" ? Buffer.from(text, "base64") : fromQuoted(text, charset);
  return { charset: charset.toLowerCase(), bytes, source };
}

function fromQuoted(text: string, charset: string): Buffer {
  const spaced = text.replaceAll("_", " ");
  // Raw 8-bit text inside a word was decoded with its header; it goes back to the bytes the word's charset has for it.
  const raw =
    /\P{ASCII}/u.test(spaced) && iconv.encodingExists(charset)
      ? iconv.encode(spaced, charset)
      : Buffer.from(spaced);
  const latin = raw
    .toString("latin1")
    .replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(latin, "latin1");
}
