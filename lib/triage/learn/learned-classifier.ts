/** What a text is filed under: a folder's id, an intent's name. */
export type Label = string | number;

/** The features that are known, ascending by hash, and how rare each one is; `slots` finds them. */
export type Vocabulary = { hashes: Uint32Array; rarity: Float32Array; slots: Int32Array };

/** One row of labels' weights for each feature: `values[feature * labels + label] * scales[feature]`. */
export type Weights = { values: Int8Array; scales: Float32Array; biases: Float32Array };

/** How sure a decision is, from its margin, its lead on the second and the share of its words that are known. */
export type Calibration = { base: number; margin: number; lead: number; known: number; threshold: number };

/** All that was learnt: plain numbers, no text of any example. `examples` counts the different texts of each label. */
export type LearnedClassifier<L extends Label = Label> = {
  labels: { label: L; examples: number }[];
  leastExamples: number;
  vocabulary: Vocabulary;
  weights: Weights;
  calibration: Calibration;
};
