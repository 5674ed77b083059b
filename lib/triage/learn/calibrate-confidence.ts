import type { Calibration } from "./learned-classifier";

/** What a decision looked like. */
export type Signals = { margin: number; lead: number; known: number };

/** A decision about a text that was not learnt from. `counts` is false where it would never be given as an answer. */
export type Trial = Signals & { isRight: boolean; counts: boolean };

const ROUNDS = 400;
const RATE = 1;
const HOLD = 1e-3;
/** Less sure than this is never an answer, however well it went on the examples. */
const LEAST_CONFIDENCE = 0.5;

/**
 * Platt's scaling on the trials, then the lowest threshold above which the answers are right as often as wanted. What few
 * trials prove is held for less than they show; without enough of them (19 for 0.95) nothing is answered.
 */
export function calibrateConfidence(trials: Trial[], wantedPrecision: number): Calibration {
  const scale = fitScale(trials);
  return { ...scale, threshold: findThreshold(trials, scale, wantedPrecision) };
}

export function confidenceOf(scale: Scale, { margin, lead, known }: Signals): number {
  const sum = scale.base + scale.margin * margin + scale.lead * lead + scale.known * known;
  return 1 / (1 + Math.exp(-sum));
}

type Scale = Omit<Calibration, "threshold">;

function fitScale(trials: Trial[]): Scale {
  const rightCount = trials.filter(({ isRight }) => isRight).length;
  const hoped = { right: (rightCount + 1) / (rightCount + 2), wrong: 1 / (trials.length - rightCount + 2) };
  let scale: Scale = { base: 0, margin: 1, lead: 1, known: 1 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = { base: 0, margin: 0, lead: 0, known: 0 };
    for (const trial of trials) {
      const error = confidenceOf(scale, trial) - (trial.isRight ? hoped.right : hoped.wrong);
      slope.base += error;
      slope.margin += error * trial.margin;
      slope.lead += error * trial.lead;
      slope.known += error * trial.known;
    }
    scale = descend(scale, slope, trials.length || 1);
  }
  return scale;
}

// More margin, lead or known words never makes a decision less sure.
function descend(scale: Scale, slope: Scale, count: number): Scale {
  const next = (name: keyof Scale) => scale[name] - RATE * (slope[name] / count + HOLD * scale[name]);
  return {
    base: next("base"),
    margin: Math.max(0, next("margin")),
    lead: Math.max(0, next("lead")),
    known: Math.max(0, next("known")),
  };
}

function findThreshold(trials: Trial[], scale: Scale, wantedPrecision: number): number {
  const answers = trials
    .filter(({ counts }) => counts)
    .map((trial) => ({ confidence: confidenceOf(scale, trial), isRight: trial.isRight }))
    .sort((a, b) => b.confidence - a.confidence);
  let threshold = Number.POSITIVE_INFINITY;
  let rightCount = 0;
  answers.forEach(({ confidence, isRight }, at) => {
    if (isRight) rightCount += 1;
    const isLastOfEqual = answers[at + 1]?.confidence !== confidence;
    if (isLastOfEqual && leastShare(rightCount, at + 1) >= wantedPrecision) threshold = confidence;
  });
  // Where every trial may be answered, none of them tells how much less would be too little.
  const limit = threshold === answers.at(-1)?.confidence ? Math.min(threshold, wantedPrecision) : threshold;
  return Math.max(limit, LEAST_CONFIDENCE);
}

// Wilson's lower bound at one standard error.
function leastShare(right: number, count: number): number {
  const share = right / count;
  return (share + 0.5 / count - Math.sqrt((share * (1 - share) + 0.25 / count) / count)) / (1 + 1 / count);
}
