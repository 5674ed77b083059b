import { expect, test } from "vitest";
import { createAllowance } from "@/lib/webhooks/allowance";

test("so many times within so long, and then again", () => {
  let now = 0;
  const allowance = createAllowance({ times: 2, withinMs: 1_000 }, () => now);
  const take = (at: number) => {
    now = at;
    return allowance.take();
  };
  expect([0, 1, 2, 999, 1_000, 1_001, 1_002].map(take)).toEqual([
    true,
    true,
    false,
    false,
    true,
    true,
    false,
  ]);
});
