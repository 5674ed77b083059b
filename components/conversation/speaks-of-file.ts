const WORDS =
  /(?:pi[èe]ces?[ -]jointes?|ci[ -]joint|\b(?:en|les?|la) pj\b|joins? (?:à ce|le|la|les|un)|attach(?:ed|ment|ing)|enclosed)/i;

/** True when a text, quotes left out, says that a file comes with it. */
export function speaksOfFile(text: string): boolean {
  const own = text
    .split("\n")
    .filter((line) => !line.startsWith(">"))
    .join("\n");
  return WORDS.test(own);
}
