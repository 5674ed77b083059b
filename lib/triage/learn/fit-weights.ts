import type { Weights } from "./learned-classifier";
import { shuffle } from "./shuffle";
import type { WeighedText } from "./weigh-features";

export type Lesson = { text: WeighedText; label: number };

const PASSES = 6;
const SOFTNESS = 1;
const ENOUGH = 1e-3;

/**
 * One linear support vector machine per label against all others, with squared loss, by dual coordinate descent
 * (Hsieh et al., 2008), all labels of a text at once. The same lessons always give the same weights.
 */
export function fitWeights(lessons: Lesson[], featureCount: number, labelCount: number): Weights {
  const weights = new Float32Array((featureCount + 1) * labelCount);
  const duals = new Float32Array(lessons.length * labelCount);
  const margins = new Float64Array(labelCount);
  const steps = new Float64Array(labelCount);
  const sizes = lessons.map(({ text }) => text.values.reduce((sum, value) => sum + value * value, 1));
  const biasAt = featureCount * labelCount;
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const at of shuffle(lessons.length, pass)) {
      const { text, label } = lessons[at] as Lesson;
      sumMargins(weights, text, margins);
      for (let one = 0; one < labelCount; one += 1)
        margins[one] = (margins[one] as number) + (weights[biasAt + one] as number);
      const own = duals.subarray(at * labelCount, (at + 1) * labelCount);
      const moved = stepDuals(own, { label, size: sizes[at] as number, margins, steps });
      if (moved.length) applySteps(weights, { text, moved, steps, biasAt });
    }
  }
  return quantise(weights, featureCount, labelCount);
}

function sumMargins(weights: Float32Array, { places, values }: WeighedText, margins: Float64Array) {
  const labelCount = margins.length;
  margins.fill(0);
  for (let at = 0; at < places.length; at += 1) {
    const value = values[at] as number;
    const from = (places[at] as number) * labelCount;
    for (let one = 0; one < labelCount; one += 1) {
      margins[one] = (margins[one] as number) + value * (weights[from + one] as number);
    }
  }
}

type Step = { label: number; size: number; margins: Float64Array; steps: Float64Array };

// The labels whose weights this text moves, the move itself in `steps`.
function stepDuals(duals: Float32Array, { label, size, margins, steps }: Step): number[] {
  const moved: number[] = [];
  for (let one = 0; one < duals.length; one += 1) {
    const side = one === label ? 1 : -1;
    const dual = duals[one] as number;
    const slope = side * (margins[one] as number) - 1 + dual / (2 * SOFTNESS);
    if (dual === 0 && slope >= 0) continue;
    const next = Math.max(0, dual - slope / (size + 1 / (2 * SOFTNESS)));
    if (Math.abs(next - dual) < ENOUGH) continue;
    duals[one] = next;
    steps[one] = side * (next - dual);
    moved.push(one);
  }
  return moved;
}

type Move = { text: WeighedText; moved: number[]; steps: Float64Array; biasAt: number };

function applySteps(weights: Float32Array, { text, moved, steps, biasAt }: Move) {
  const { places, values } = text;
  const labelCount = steps.length;
  for (let at = 0; at < places.length; at += 1) {
    const value = values[at] as number;
    const from = (places[at] as number) * labelCount;
    for (const one of moved)
      weights[from + one] = (weights[from + one] as number) + value * (steps[one] as number);
  }
  for (const one of moved) weights[biasAt + one] = (weights[biasAt + one] as number) + (steps[one] as number);
}

function quantise(weights: Float32Array, featureCount: number, labelCount: number): Weights {
  const values = new Int8Array(featureCount * labelCount);
  const scales = new Float32Array(featureCount);
  for (let feature = 0; feature < featureCount; feature += 1) {
    const row = weights.subarray(feature * labelCount, (feature + 1) * labelCount);
    const scale = row.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
    scales[feature] = scale;
    if (scale > 0)
      values.set(
        row.map((weight) => Math.round(weight / scale)),
        feature * labelCount,
      );
  }
  return { values, scales, biases: weights.slice(featureCount * labelCount) };
}
