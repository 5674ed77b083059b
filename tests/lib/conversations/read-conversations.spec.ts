import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { readThread } from "@/db/queries/thread";
import { markConversations } from "@/lib/conversations/read-conversations";
import { restoreConversations } from "@/lib/conversations/restore-conversations";
import { openConversation } from "./open-conversation";

type World = Awaited<ReturnType<typeof openConversation>>;

const mark = ({ companyId, employeeId, conversationId }: World, unread: boolean) =>
  withCompany(companyId, (db) =>
    markConversations(db, { conversationIds: [conversationId], employeeId, unread }),
  );

test("a conversation is read for everybody, once, and its thread does not tell", async () => {
  const world = await openConversation();
  expect((await mark(world, false)).before).toHaveLength(1);
  expect((await mark(world, false)).before).toHaveLength(0);
  expect(await world.read()).toMatchObject({ unread: false });
  const thread = await withCompany(world.companyId, (db) => readThread(db, world.conversationId));
  expect(thread.activities).toEqual([]);
});

test("a new message makes it unread again, and undoing an old reading changes nothing", async () => {
  const world = await openConversation();
  const { before } = await mark(world, true);
  expect(before).toEqual([]);
  const read = await mark(world, false);
  await world.answerAgain();
  await withCompany(world.companyId, (db) =>
    restoreConversations(db, { before: read.before, employeeId: world.employeeId }),
  );
  expect(await world.read()).toMatchObject({ unread: true });
});
