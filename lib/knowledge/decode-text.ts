// biome-ignore lint/suspicious/noControlCharactersInRegex: text has none of these
const BINARY = /[\x00-\x08\x0e-\x1a\x1c-\x1f]/;

/**
 * The text of bytes: UTF-8 or UTF-16 by its mark, else the alphabet of Western Windows unless the bytes look like another
 * kind of file. Undefined for what is no text.
 */
export function decodeText(bytes: Buffer, looksLikeOther: boolean): string | undefined {
  const text = decodeAs("utf-8", bytes) ?? (looksLikeOther ? undefined : decodeAs("windows-1252", bytes));
  const marked = [
    ["utf-16le", 0xfffe],
    ["utf-16be", 0xfeff],
  ].find(([, mark]) => bytes.length > 1 && bytes.readUInt16BE(0) === mark);
  const read = marked ? decodeAs(String(marked[0]), bytes) : text;
  return read === undefined || BINARY.test(read) ? undefined : read;
}

/** Undefined when the bytes are not of this alphabet, or when nobody knows it. */
export function decodeAs(alphabet: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(alphabet, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
