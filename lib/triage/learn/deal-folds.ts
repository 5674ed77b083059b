import { shuffle } from "./shuffle";

const FOLDS = 5;

export type Fold<T> = { learnt: T[]; aside: T[] };

/** Sets one fifth aside, of each label as evenly as it goes; all five fifths in turn while there are few. Always the same way. */
export function dealFolds<T extends { label: string | number }>(all: T[], oneFoldFrom: number): Fold<T>[] {
  const starts = new Map<T["label"], number>();
  const folds = new Uint8Array(all.length);
  for (const at of shuffle(all.length, FOLDS)) {
    const label = (all[at] as T).label;
    const next = starts.get(label) ?? starts.size;
    starts.set(label, next + 1);
    folds[at] = next % FOLDS;
  }
  return Array.from({ length: all.length >= oneFoldFrom ? 1 : FOLDS }, (_, fold) => ({
    learnt: all.filter((_, at) => folds[at] !== fold),
    aside: all.filter((_, at) => folds[at] === fold),
  }));
}
