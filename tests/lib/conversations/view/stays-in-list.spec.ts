import { expect, test } from "vitest";
import { readFilter } from "@/lib/conversations/view/list-filter";
import { staysInList } from "@/lib/conversations/view/stays-in-list";

const ME = 7;
const row = { status: "new" as const, bulk: false, folderId: 3, assigneeId: ME };

test.each([
  ["", {}, true],
  ["", { status: "resolved" as const }, false],
  ["", { bulk: true }, false],
  ["status=any", { status: "resolved" as const }, true],
  ["status=any", { status: "spam" as const }, false],
  ["view=all", { status: "spam" as const }, true],
  ["status=resolved", {}, false],
  ["view=mine", { assigneeId: 8 }, false],
  ["view=unassigned", {}, false],
  ["view=newsletters", { bulk: true }, true],
  ["view=newsletters", {}, false],
  ["folder=3", {}, true],
  ["folder=3", { folderId: 4 }, false],
  ["folder=none", { folderId: null }, true],
  ["assignee=none", { assigneeId: null }, true],
  ["q=lampe", { status: "resolved" as const }, true],
])("in %j, a conversation that became %j stays: %j", (query, change, stays) => {
  expect(staysInList({ ...row, ...change }, { filter: readFilter(query), employeeId: ME })).toBe(stays);
});
