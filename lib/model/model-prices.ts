/** What a million tokens cost, in millionths of the provider's currency; null where nobody knows. */
export interface ModelPrices {
  input: number | null;
  output: number | null;
}

// Published prices in US dollars; a company enters its own where they differ.
const KNOWN: Record<string, [input: number, output: number]> = {
  "gpt-4o-mini": [0.15, 0.6],
  "gpt-4o": [2.5, 10],
  "gpt-4.1": [2, 8],
  "gpt-4.1-mini": [0.4, 1.6],
  "gpt-4.1-nano": [0.1, 0.4],
  "gpt-5": [1.25, 10],
  "gpt-5-mini": [0.25, 2],
  "gpt-5-nano": [0.05, 0.4],
  "mistral-small-latest": [0.1, 0.3],
  "mistral-large-latest": [0.5, 1.5],
  "text-embedding-3-small": [0.02, 0],
  "text-embedding-3-large": [0.13, 0],
};

/** A dated name ("gpt-4o-mini-2024-07-18") costs what its model costs. */
export function knownPrices(model: string): ModelPrices {
  const known = KNOWN[model.replace(/-\d{4}-\d{2}-\d{2}$/, "")];
  if (!known) return { input: null, output: null };
  const [input, output] = known;
  return { input: Math.round(input * 1_000_000), output: Math.round(output * 1_000_000) };
}

export interface UsedTokens {
  inputTokens: number;
  outputTokens: number;
}

/** In millionths, rounded up; an unknown price counts nothing. */
export function costOf({ inputTokens, outputTokens }: UsedTokens, { input, output }: ModelPrices): number {
  return Math.ceil((inputTokens * (input ?? 0) + outputTokens * (output ?? 0)) / 1_000_000);
}
