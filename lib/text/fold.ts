/** A text without accents and capitals, for comparing words and nothing else. */
export const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
