import { expect, test } from "vitest";
import type { Row } from "@/components/inbox/use-list";
import { settle } from "@/components/inbox/use-steady-rows";

const row = (id: number, lastMessageAt = "2026-01-01") => ({ id, lastMessageAt, subject: "" }) as Row;
const ids = ({ rows }: { rows: Row[] }) => rows.map(({ id }) => id);
const nobody = new Set<number>();

test("what is new waits above, and what follows the last row comes at once", () => {
  const steady = settle([row(3), row(2)], [row(5), row(4), row(3), row(2), row(1)], nobody);
  expect(ids(steady)).toEqual([3, 2, 1]);
  expect(steady.arriving).toBe(2);
});

test("a row with news says it where it stands, and counts as arriving", () => {
  const steady = settle([row(3), row(2), row(1)], [row(1, "2026-02-01"), row(3), row(2)], nobody);
  expect(ids(steady)).toEqual([3, 2, 1]);
  expect(steady.rows[2]?.lastMessageAt).toBe("2026-02-01");
  expect(steady.arriving).toBe(1);
});

test("a row that somebody else took away stays until the rows may move; one's own act takes it at once", () => {
  expect(ids(settle([row(3), row(2), row(1)], [row(3), row(1)], nobody))).toEqual([3, 2, 1]);
  expect(ids(settle([row(3), row(2), row(1)], [row(3), row(1)], new Set([2])))).toEqual([3, 1]);
});

test("a list that changed altogether shows what there is", () => {
  expect(ids(settle([], [row(2), row(1)], nobody))).toEqual([2, 1]);
});
