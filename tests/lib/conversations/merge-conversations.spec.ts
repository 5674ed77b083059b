import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { readThread } from "@/db/queries/thread";
import { changeStatus } from "@/lib/conversations/change-status";
import { mergeConversations } from "@/lib/conversations/merge-conversations";
import { moveConversations } from "@/lib/conversations/move-conversations";
import { restoreConversations } from "@/lib/conversations/restore-conversations";
import { openConversation } from "./open-conversation";

type World = Awaited<ReturnType<typeof openConversation>>;

const within = <Value>({ companyId }: World, run: Parameters<typeof withCompany<Value>>[1]) =>
  withCompany(companyId, run);
const verbsOf = async (world: World, id: number) =>
  (await within(world, (db) => readThread(db, id))).activities.map(({ verb }) => verb);
const setStatus = (world: World, id: number, status: "urgent" | "spam") =>
  within(world, (db) => changeStatus(db, { conversationIds: [id], employeeId: world.employeeId, status }));
const moveOut = (world: World, id: number) =>
  within(world, (db) => {
    const { employeeId, folderId } = world;
    return moveConversations(db, { conversationIds: [id], employeeId, folderId });
  });

test("what happened to a half that was merged is told in the one that is left, in its order", async () => {
  const world = await openConversation();
  const { conversationId: into } = world;
  const { conversationId: from } = await world.receive();
  await moveOut(world, from);
  await setStatus(world, into, "urgent");
  await setStatus(world, from, "urgent");
  const before = await world.listActivities();

  await within(world, (db) => mergeConversations(db, from, into));

  expect(await verbsOf(world, into)).toEqual(["moved", "status", "status", "merged"]);
  // Nothing that was written down has changed.
  expect((await world.listActivities()).slice(0, before.length)).toEqual(before);
});

test("what was undone in a merged half stays untold", async () => {
  const world = await openConversation();
  const { conversationId: into, employeeId } = world;
  const { conversationId: from } = await world.receive();
  const { before } = await setStatus(world, from, "spam");
  await within(world, (db) => restoreConversations(db, { before, employeeId }));

  await within(world, (db) => mergeConversations(db, from, into));

  expect(await verbsOf(world, into)).toEqual(["merged"]);
});

test("a half of a half is told as well, and a stranger's history is not", async () => {
  const world = await openConversation();
  const { conversationId: last } = world;
  const { conversationId: first } = await world.receive();
  const { conversationId: second } = await world.receive();
  const { conversationId: other } = await world.receive();
  await setStatus(world, first, "urgent");
  await moveOut(world, second);
  await setStatus(world, other, "urgent");

  await within(world, (db) => mergeConversations(db, first, second));
  await within(world, (db) => mergeConversations(db, second, last));

  expect(await verbsOf(world, last)).toEqual(["status", "moved", "merged", "merged"]);
});
