import type { Integration } from "@/db/schema";
import { findConsent } from "./grant";

const DAY_MS = 86_400_000;
const ANNOUNCED = [1, 7, 30] as const;

/** `announced`: which of the three warnings it is. */
export type ConsentNotice =
  | { is: "ending"; announced: (typeof ANNOUNCED)[number]; days: number; until: Date }
  | { is: "over"; until: Date };

/** What people must be told of a mailbox's consent: 30, 7 and 1 days before it ends, and after; else undefined. */
export function consentNotice(
  integration: Pick<Integration, "settings">,
  now = new Date(),
): ConsentNotice | undefined {
  const until = new Date(findConsent(integration)?.consentUntil ?? Number.NaN);
  const days = Math.ceil((until.getTime() - now.getTime()) / DAY_MS);
  if (days <= 0) return { is: "over", until };
  const announced = ANNOUNCED.find((before) => days <= before);
  return announced && { is: "ending", announced, days, until };
}
