import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { assignConversations } from "@/lib/conversations/assign-conversations";
import { restoreConversations } from "@/lib/conversations/restore-conversations";
import { openConversation } from "./open-conversation";

type World = Awaited<ReturnType<typeof openConversation>>;

const assign = ({ companyId, employeeId, conversationId }: World, assigneeId: number | null) =>
  withCompany(companyId, (db) =>
    assignConversations(db, { conversationIds: [conversationId], employeeId, assigneeId }),
  );

test("a conversation is given to a colleague, taken back by undoing, and both are noted", async () => {
  const world = await openConversation();
  const { before } = await assign(world, world.employeeId);
  expect(await world.read()).toMatchObject({ assigneeId: world.employeeId });
  await withCompany(world.companyId, (db) =>
    restoreConversations(db, { before, employeeId: world.employeeId }),
  );
  expect(await world.read()).toMatchObject({ assigneeId: null });
  expect((await world.listActivities()).map(({ verb }) => verb)).toEqual(["assigned", "undone"]);
});

test("undoing leaves a conversation that somebody has given to another in the meantime", async () => {
  const world = await openConversation();
  const { before } = await assign(world, world.employeeId);
  await assign(world, null);
  const restored = await withCompany(world.companyId, (db) =>
    restoreConversations(db, { before, employeeId: world.employeeId }),
  );
  expect(restored).toEqual([]);
});

test("nobody gives a conversation to somebody of another company, or to who has left", async () => {
  const world = await openConversation();
  const other = await openConversation();
  await expect(assign(world, other.employeeId)).rejects.toThrow("colleagueGone");
  await withCompany(world.companyId, (db) => db.execute("update employees set left_at = now()"));
  await expect(assign(world, world.employeeId)).rejects.toThrow("colleagueGone");
  expect(await world.read()).toMatchObject({ assigneeId: null });
});
