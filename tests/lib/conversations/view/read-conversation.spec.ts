import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { type Db, withCompany } from "@/db/company";
import { readEarlier, readFullText } from "@/db/queries/thread";
import { addNote } from "@/lib/conversations/add-note";
import { answerConversation } from "@/lib/conversations/answer-conversation";
import { changeStatus } from "@/lib/conversations/change-status";
import { moveConversations } from "@/lib/conversations/move-conversations";
import { restoreConversations } from "@/lib/conversations/restore-conversations";
import { saveDraft } from "@/lib/conversations/save-draft";
import { readConversation } from "@/lib/conversations/view/read-conversation";
import { analyze } from "@/tests/support/analyze";
import { openConversation } from "../open-conversation";

type World = Awaited<ReturnType<typeof openConversation>>;

const read = ({ companyId, employeeId, conversationId: id }: World) =>
  withCompany(companyId, (db) => readConversation(db, { id, employeeId }));

test("an open conversation has its thread, its customer, its folders and whom to answer", async () => {
  const world = await openConversation();
  expect(await read(world)).toMatchObject({
    channel: { address: "contact@lumen.test" },
    thread: { messages: [{ body: "Les six suspensions devaient arriver vendredi." }], hasEarlier: false },
    panel: { customer: { name: "Camille Renaud" }, history: [{ id: world.conversationId }] },
    folders: [{ name: "Commandes" }],
    colleagues: [{ name: "Nadia Ferrand" }],
    recipients: { reply: { to: [{ address: "camille@client.test" }] } },
    drafts: {},
  });
});

test("what happened is told in its order, and what was undone is not told", async () => {
  const world = await openConversation();
  const { companyId, employeeId, conversationId, folderId } = world;
  const asked = { conversationIds: [conversationId], employeeId };
  await withCompany(companyId, (db) => moveConversations(db, { ...asked, folderId }));
  const { before } = await withCompany(companyId, (db) => changeStatus(db, { ...asked, status: "spam" }));
  await withCompany(companyId, (db) => restoreConversations(db, { before, employeeId }));
  await withCompany(companyId, (db) => changeStatus(db, { ...asked, status: "resolved" }));
  expect((await read(world))?.thread.activities).toMatchObject([
    { verb: "moved", employeeName: "Nadia Ferrand", folderName: "Commandes" },
    { verb: "status", status: "resolved" },
  ]);
});

test("a long conversation shows its newest messages, and the older ones page by page", async () => {
  const world = await openConversation();
  for (let count = 0; count < 54; count += 1) await world.answerAgain();
  const { conversationId } = world;
  const newest = (await read(world))?.thread;
  expect(newest?.messages).toHaveLength(50);
  expect(newest?.hasEarlier).toBe(true);
  const beforeId = newest?.messages[0]?.id ?? 0;
  const earlier = await withCompany(world.companyId, (db) => readEarlier(db, { conversationId, beforeId }));
  expect(earlier.messages).toHaveLength(5);
  expect(earlier.hasEarlier).toBe(false);
  expect(earlier.messages.at(-1)?.id).toBeLessThan(beforeId);
});

test("of thousands of messages only the newest are read", async () => {
  const world = await openConversation();
  const { companyId, employeeId, conversationId: id } = world;
  await withCompany(companyId, (db) =>
    db.execute(sql`
      insert into messages (company_id, conversation_id, integration_id, kind, sent_at, body)
      select ${companyId}, ${id}, ${world.integrationId}, case when n % 3 = 0 then 'outbound' else 'inbound' end,
        now() + n * interval '1 minute', 'Message ' || n
      from generate_series(1, 2000) n`),
  );
  await analyze("messages");
  const read = await withCompany(companyId, async (db) => {
    const before = await countRead(db);
    const open = await readConversation(db, { id, employeeId });
    expect(open?.thread.messages.at(-1)?.body).toBe("Message 2000");
    return (await countRead(db)) - before;
  });
  expect(read).toBeGreaterThan(50);
  expect(read).toBeLessThan(150);
});

/** Rows of messages that this connection has read. */
async function countRead(db: Db): Promise<number> {
  const [row] = await db.execute<{ read: string }>(sql`
    select seq_tup_read + idx_tup_fetch as read from pg_stat_xact_user_tables where relname = 'messages'`);
  return Number(row?.read);
}

test("a draft is its writer's, keeps half an address, and is gone once it is empty or sent", async () => {
  const world = await openConversation();
  const { companyId, employeeId, conversationId } = world;
  const draft = { conversationId, employeeId, kind: "reply" as const, attachmentIds: [] };
  const to = [{ name: "", address: "camille@" }];
  const recipients = { to, cc: [], bcc: [] };
  await withCompany(companyId, (db) => saveDraft(db, { ...draft, body: "Bonjour", recipients }));
  expect((await read(world))?.drafts.reply).toMatchObject({ body: "Bonjour", recipients });
  await withCompany(companyId, (db) => saveDraft(db, { ...draft, body: " ", recipients }));
  expect((await read(world))?.drafts.reply).toBeUndefined();

  await withCompany(companyId, (db) => saveDraft(db, { ...draft, body: "Bonjour", recipients }));
  const reply = { conversationId, employeeId, text: "Bonjour", cc: [], bcc: [], attachmentIds: [] };
  await withCompany(companyId, (db) =>
    answerConversation(db, {
      ...reply,
      to: [{ name: "", address: "camille@client.test" }],
      requestId: crypto.randomUUID(),
    }),
  );
  expect((await read(world))?.drafts.reply).toBeUndefined();
});

test("the whole text of a message and of a note can be read, another company's cannot", async () => {
  const world = await openConversation();
  const other = await openConversation();
  const { companyId, employeeId, conversationId } = world;
  const noteId = await withCompany(companyId, (db) =>
    addNote(db, { conversationId, employeeId, text: "Vu" }),
  );
  expect(await withCompany(companyId, (db) => readFullText(db, noteId))).toBe("Vu");
  expect(await withCompany(other.companyId, (db) => readFullText(db, noteId))).toBeUndefined();
  expect(await read({ ...world, companyId: other.companyId })).toBeUndefined();
});
