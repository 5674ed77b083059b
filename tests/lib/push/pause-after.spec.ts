import { expect, test } from "vitest";
import { pauseAfter, RHYTHM } from "@/lib/push/push";

test("a server that stays away is asked again later and later, five minutes apart at most", () => {
  const longest = [1, 2, 3, 4, 9, 10, 400].map((failures) => pauseAfter(failures, RHYTHM, 1));
  expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
});

test("half of every pause is chance, so that mailboxes of one provider do not come back together", () => {
  expect(pauseAfter(3, RHYTHM, 0)).toBe(2_000);
  expect(pauseAfter(3, RHYTHM, 0.5)).toBe(3_000);
});
