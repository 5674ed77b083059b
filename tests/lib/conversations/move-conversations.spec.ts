import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { fileByRule } from "@/db/queries/filing";
import { keepOutOfNewsletters, moveConversations } from "@/lib/conversations/move-conversations";
import { restoreConversations } from "@/lib/conversations/restore-conversations";
import { openConversation } from "./open-conversation";

type World = Awaited<ReturnType<typeof openConversation>>;

const move = ({ companyId, employeeId, conversationId }: World, folderId: number | null) =>
  withCompany(companyId, (db) =>
    moveConversations(db, { conversationIds: [conversationId], employeeId, folderId }),
  );

const fileAgain = ({ companyId, conversationId }: World, folderId: number | null) =>
  withCompany(companyId, (db) =>
    fileByRule(db, [{ conversationId, folderId, filing: { folderName: "Règle" } }]),
  );

test("what a person files says who did it, and no rule moves it any more", async () => {
  const world = await openConversation();
  await move(world, world.folderId);
  expect(await world.read()).toMatchObject({
    folderId: world.folderId,
    filedBy: "person",
    filing: { employeeId: world.employeeId, folderName: "Commandes" },
  });
  expect(await fileAgain(world, null)).toBe(0);
  expect(await world.read()).toMatchObject({ folderId: world.folderId, filedBy: "person" });
});

test("what a person takes out of its folder stays out", async () => {
  const world = await openConversation();
  await fileAgain(world, world.folderId);
  await move(world, null);
  expect(await fileAgain(world, world.folderId)).toBe(0);
  expect(await world.read()).toMatchObject({ folderId: null, filedBy: "person" });
});

test("undoing a move gives the rule's filing and its reason back", async () => {
  const world = await openConversation();
  await fileAgain(world, world.folderId);
  const { before } = await move(world, null);
  await withCompany(world.companyId, (db) =>
    restoreConversations(db, { before, employeeId: world.employeeId }),
  );
  expect(await world.read()).toMatchObject({
    folderId: world.folderId,
    filedBy: "rule",
    filing: { folderName: "Règle" },
  });
});

test("undoing does not put a conversation back in a folder that is gone", async () => {
  const world = await openConversation();
  await fileAgain(world, world.folderId);
  const { before } = await move(world, null);
  await withCompany(world.companyId, (db) => db.execute("update folders set archived_at = now()"));
  await withCompany(world.companyId, (db) =>
    restoreConversations(db, { before, employeeId: world.employeeId }),
  );
  expect(await world.read()).toMatchObject({ folderId: null });
});

test("a folder that is gone, or another company's, takes nothing", async () => {
  const world = await openConversation();
  const other = await openConversation();
  await expect(move(world, other.folderId)).rejects.toThrow("folderGone");
  await withCompany(world.companyId, (db) => db.execute("update folders set archived_at = now()"));
  await expect(move(world, world.folderId)).rejects.toThrow("folderGone");
});

test("a newsletter that is taken back out is an ordinary conversation, and undoing makes it one again", async () => {
  const world = await openConversation();
  const { conversationId } = await world.receive({
    origin: "newsletter",
    because: ["list-id"],
    subject: "Offres",
  });
  const asked = { conversationIds: [conversationId], employeeId: world.employeeId };
  const { before } = await withCompany(world.companyId, (db) => keepOutOfNewsletters(db, asked));
  expect(before).toMatchObject([{ bulk: true, filedBy: "newsletter", filing: { because: ["list-id"] } }]);
  expect(await world.read(conversationId)).toMatchObject({ bulk: false, open: true, filedBy: "person" });
  await withCompany(world.companyId, (db) =>
    restoreConversations(db, { before, employeeId: world.employeeId }),
  );
  expect(await world.read(conversationId)).toMatchObject({ bulk: true, filedBy: "newsletter" });
});
