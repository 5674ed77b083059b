import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { recordFailure } from "@/db/queries/integrations";
import { drafts } from "@/db/schema";
import { readSidebar } from "@/lib/conversations/list-sidebar";
import { makeListWorld } from "../../support/list-world";
import { consentedMailbox } from "../../support/oauth-mailbox";

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
  expect(sidebar.channels).toMatchObject([
    { id: world.integrationId, failing: false, paused: false, consent: null },
  ]);
});

test.each([
  [40, null, { isLost: false, ending: null }],
  [6, null, { isLost: false, ending: { announced: 7, days: 6 } }],
  [6, "consent", { isLost: true, ending: null }],
  [6, "login", { isLost: false, ending: { announced: 7, days: 6 } }],
])("a mailbox by consent says when access ends, or that it has: %i days, %s", async (days, failure, told) => {
  const consentUntil = new Date(Date.now() + days * 86_400_000).toISOString();
  const mailbox = await consentedMailbox({ consent: { provider: "microsoft", consentUntil } });
  const sidebar = await withCompany(mailbox.companyId, async (db) => {
    if (failure) await recordFailure(db, mailbox.integrationId, failure);
    return readSidebar(db, 1);
  });
  expect(sidebar.channels[0]?.consent).toEqual({ provider: "microsoft", consentUntil, ...told });
});
