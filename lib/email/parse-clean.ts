/** Text PostgreSQL can store: without NUL and lone surrogates. */
export function storable(text: string): string {
  const whole = text.replace(/\p{Surrogate}/gu, "\ufffd");
  return whole.includes("\0") ? whole.replaceAll("\0", "") : whole;
}

/** Header text on one line: no line break or other control character, and nothing that turns its direction around. */
export function oneLine(text: string): string {
  return storable(text)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .trim();
}
