import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { drafts } from "@/db/schema";
import { readSidebar } from "@/lib/conversations/list-sidebar";
import { makeListWorld } from "../../support/list-world";

test("the counters count what is unread and open, and failed sends whether read or not", async () => {
  const world = await makeListWorld("counters");
  const other = await makeListWorld("counters-other");
  await other.converse({ folderId: other.folderId });
  await world.converse({ folderId: world.folderId });
  await world.converse({ folderId: world.folderId, unread: false });
  await world.converse({ folderId: null, assigneeId: world.employeeId });
  await world.converse({ folderId: world.folderId, status: "resolved" });
  await world.converse({ bulk: true });
  const failed = await world.converse({ folderId: world.folderId, unread: false, status: "resolved" });
  await world.write(failed, { kind: "outbound", delivery: "failed" });
  await world.write(failed, { kind: "outbound", delivery: "unknown" });
  const draft = {
    companyId: world.companyId,
    conversationId: failed,
    employeeId: world.employeeId,
    body: "…",
  };
  await world.within((db) =>
    db.insert(drafts).values([
      { ...draft, kind: "reply" },
      { ...draft, kind: "note" },
    ]),
  );

  const sidebar = await withCompany(world.companyId, (db) => readSidebar(db, world.employeeId));

  expect(sidebar.counters).toEqual({
    inbox: 2,
    mine: 1,
    unassigned: 1,
    withoutFolder: 1,
    newsletters: 1,
    failed: 1,
    drafts: 1,
  });
  expect(sidebar.folders).toEqual([{ id: world.folderId, name: "Commandes", icon: "package", unread: 1 }]);
  expect(sidebar.channels).toMatchObject([{ id: world.integrationId, failing: false, paused: false }]);
});
