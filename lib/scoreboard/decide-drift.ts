import type { FolderRecord } from "@/db/queries/drift";
import { measureShare } from "./measure-share";

/** Why a folder should not go on as it does. */
export type Drift = "complaints" | "filing";

const FEW = 8;
const GOOD = 0.85;
const COMPLAINED = 3;
const COMPLAINED_SHARE = 0.1;

/**
 * Whether a folder got worse: customers complain about what was answered by itself, or what is filed there is more often
 * wrong than before, and surely wrong too often. Pure; too few cases say nothing.
 */
export function decideDrift({ automatic, complaints, lately, before }: FolderRecord): Drift | undefined {
  if (complaints >= COMPLAINED && complaints >= automatic * COMPLAINED_SHARE) return "complaints";
  const now = measureShare(lately.right, lately.of);
  const then = measureShare(before.right, before.of);
  if (!now || now.of < FEW || now.high >= GOOD) return undefined;
  return !then || then.of < FEW || now.high < then.share ? "filing" : undefined;
}
