import { expect, test } from "vitest";
import { isDue } from "@/lib/integrations/is-due";

const NOW = new Date("2026-11-25T10:00:00Z");
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const due = (failure: string | null, failing: number, checked: number) =>
  isDue({ failure, failingSince: failure ? minutesAgo(failing) : null, checkedAt: minutesAgo(checked) }, NOW);

test("a mailbox that works is polled every time, and so is one where a single folder failed", () => {
  expect(due(null, 0, 0)).toBe(true);
  expect(due("folder", 600, 1)).toBe(true);
  expect(due("lost", 600, 1)).toBe(true);
});

test("a mailbox that goes on refusing is asked less and less often, and every quarter of an hour at least", () => {
  expect(due("login", 1, 1)).toBe(true);
  expect(due("login", 9, 1)).toBe(false);
  expect(due("login", 9, 3)).toBe(true);
  expect(due("throttled", 600, 14)).toBe(false);
  expect(due("throttled", 600, 15)).toBe(true);
});
