import type { Integration } from "@/db/schema";

type Facts = Pick<Integration, "pausedAt" | "failingSince" | "checkedAt">;

/** What a person must know of a channel first. */
export function stateOfIntegration(facts: Facts): "paused" | "failing" | "new" | "working" {
  if (facts.pausedAt) return "paused";
  if (facts.failingSince) return "failing";
  return facts.checkedAt ? "working" : "new";
}
