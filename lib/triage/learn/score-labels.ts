import type { Weights } from "./learned-classifier";
import type { WeighedText } from "./weigh-features";

/** The two labels that fit a text best (their places), and by how much; the margin of each label. */
export type Scores = { margins: Float64Array; best: number; second: number };

export function scoreLabels(weights: Weights, { places, values }: WeighedText): Scores {
  const margins = Float64Array.from(weights.biases);
  const labelCount = margins.length;
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] as number;
    const value = (values[at] as number) * (weights.scales[place] as number);
    const from = place * labelCount;
    for (let one = 0; one < labelCount; one += 1) {
      margins[one] = (margins[one] as number) + value * (weights.values[from + one] as number);
    }
  }
  return { margins, ...bestTwo(margins) };
}

function bestTwo(margins: Float64Array): { best: number; second: number } {
  let best = 0;
  let second = -1;
  for (let one = 1; one < margins.length; one += 1) {
    const margin = margins[one] as number;
    if (margin > (margins[best] as number)) {
      second = best;
      best = one;
    } else if (second < 0 || margin > (margins[second] as number)) second = one;
  }
  return { best, second };
}
