import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import type { Status } from "@/db/schema";
import { changeStatus } from "@/lib/conversations/change-status";
import { restoreConversations } from "@/lib/conversations/restore-conversations";
import { openConversation } from "./open-conversation";

type World = Awaited<ReturnType<typeof openConversation>>;

const set = ({ companyId, employeeId, conversationId }: World, status: Status) =>
  withCompany(companyId, (db) => changeStatus(db, { conversationIds: [conversationId], employeeId, status }));

test("a resolved conversation says since when, waits for nobody, and names who did it", async () => {
  const world = await openConversation();
  const { before } = await set(world, "resolved");
  expect(before).toMatchObject([{ id: world.conversationId, status: "new", unread: true }]);
  expect(await world.read()).toMatchObject({ status: "resolved", open: false, waitingSince: null });
  expect((await world.read()).resolvedAt).toBeInstanceOf(Date);
  expect(await world.listActivities()).toMatchObject([
    {
      verb: "status",
      actor: "person",
      employeeId: world.employeeId,
      detail: { after: { status: "resolved" } },
    },
  ]);
});

test("a conversation that is opened again forgets when it was resolved, and its customer waits again", async () => {
  const world = await openConversation();
  const { waitingSince } = await world.read();
  await set(world, "resolved");
  await set(world, "in_progress");
  const opened = await world.read();
  expect(opened).toMatchObject({ status: "in_progress", resolvedAt: null, open: true });
  expect(opened.waitingSince?.getTime()).toBe(waitingSince?.getTime());
});

test("undoing gives status, waiting and resolution back as they were", async () => {
  const world = await openConversation();
  const asItWas = await world.read();
  const { before } = await set(world, "resolved");
  const restored = await withCompany(world.companyId, (db) =>
    restoreConversations(db, { before, employeeId: world.employeeId }),
  );
  expect(restored).toEqual([world.conversationId]);
  expect(await world.read()).toEqual(asItWas);
});

test("a customer who answers opens what was resolved, and undoing does not close it", async () => {
  const world = await openConversation();
  await set(world, "in_progress");
  const { before } = await set(world, "resolved");
  await world.answerAgain();
  expect(await world.read()).toMatchObject({ status: "new", unread: true, resolvedAt: null });
  const restored = await withCompany(world.companyId, (db) =>
    restoreConversations(db, { before, employeeId: world.employeeId }),
  );
  expect(restored).toEqual([]);
  expect(await world.read()).toMatchObject({ status: "new", unread: true });
});

test("an out-of-office note leaves what was resolved alone", async () => {
  const world = await openConversation();
  await set(world, "resolved");
  await world.receive({ origin: "automatic", subject: "Absence", ancestors: [] });
  expect(await world.read()).toMatchObject({ status: "resolved" });
});

test("a status that it has already changes and notes nothing", async () => {
  const world = await openConversation();
  expect(await set(world, "new")).toEqual({ before: [] });
  expect(await world.listActivities()).toEqual([]);
});

test("only who did it can undo it, and only for conversations of their company", async () => {
  const world = await openConversation();
  const other = await openConversation();
  const { before } = await set(world, "spam");
  const asSomebodyElse = { before, employeeId: other.employeeId };
  expect(await withCompany(other.companyId, (db) => restoreConversations(db, asSomebodyElse))).toEqual([]);
  expect(await withCompany(world.companyId, (db) => restoreConversations(db, asSomebodyElse))).toEqual([]);
  expect(await world.read()).toMatchObject({ status: "spam" });
  await expect(
    set({ ...world, companyId: other.companyId, employeeId: other.employeeId }, "new"),
  ).rejects.toThrow("conversationGone");
});
