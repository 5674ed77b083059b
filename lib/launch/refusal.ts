import type { Sentence } from "./words";

/** The product cannot start, for a reason that one sentence tells; `values` fill its places. */
export class LaunchRefusal extends Error {
  constructor(
    readonly sentence: Sentence,
    readonly values: Record<string, string | number> = {},
  ) {
    super(sentence);
    this.name = "LaunchRefusal";
  }
}
