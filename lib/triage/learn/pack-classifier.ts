import { deflateSync, inflateSync } from "node:zlib";
import { indexVocabulary } from "./index-vocabulary";
import type { Label, LearnedClassifier } from "./learned-classifier";

/** Raised whenever what is learnt, or how a text is read, changes: an older classifier is then trained anew. */
const VERSION = 1;

type Head = { labels: LearnedClassifier["labels"]; leastExamples: number; features: number };

/** A classifier as bytes for the database. */
export function packClassifier({
  labels,
  leastExamples,
  vocabulary,
  weights,
  calibration,
}: LearnedClassifier): Buffer {
  const head: Head = { labels, leastExamples, features: vocabulary.hashes.length };
  const text = Buffer.from(JSON.stringify(head));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  const { base, margin, lead, known, threshold } = calibration;
  const parts = [
    Float64Array.of(base, margin, lead, known, threshold),
    vocabulary.hashes,
    vocabulary.rarity,
    weights.scales,
    weights.biases,
    weights.values,
  ].map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
  return Buffer.concat([Buffer.of(VERSION), deflateSync(Buffer.concat([size, text, ...parts]))]);
}

/** The classifier that was packed, which decides the same; undefined for another version's. Throws when bytes are broken. */
export function unpackClassifier<L extends Label>(packed: Buffer): LearnedClassifier<L> | undefined {
  if (packed[0] !== VERSION) return undefined;
  const bytes = inflateSync(packed.subarray(1));
  const headEnd = 4 + bytes.readUInt32LE(0);
  const head: Head & LearnedClassifier<L> = JSON.parse(bytes.toString("utf8", 4, headEnd));
  const { labels, leastExamples, features } = head;
  let at = headEnd;
  // A copy, because numbers must stand at a multiple of their size.
  const take = (length: number) => {
    at += length;
    return new Uint8Array(bytes.subarray(at - length, at)).buffer;
  };
  const [base = 0, margin = 0, lead = 0, known = 0, threshold = 1] = new Float64Array(take(5 * 8));
  const vocabulary = indexVocabulary(
    new Uint32Array(take(features * 4)),
    new Float32Array(take(features * 4)),
  );
  const scales = new Float32Array(take(features * 4));
  const biases = new Float32Array(take(biasCount(features, labels.length) * 4));
  const values = new Int8Array(take(features * biases.length));
  const calibration = { base, margin, lead, known, threshold };
  return { labels, leastExamples, vocabulary, weights: { values, scales, biases }, calibration };
}

// A classifier that had nothing to choose between has learnt no weights.
const biasCount = (features: number, labels: number) => (features === 0 ? 0 : labels);
