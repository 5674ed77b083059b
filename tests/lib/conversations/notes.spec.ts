import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { findDraft, keepDraft } from "@/db/queries/drafts";
import { readThread } from "@/db/queries/thread";
import { addNote } from "@/lib/conversations/add-note";
import { openConversation } from "./open-conversation";

test("a note is in the thread with who wrote it, and leaves the customer's side alone", async () => {
  const world = await openConversation();
  const { companyId, conversationId, employeeId } = world;
  const before = await world.read();
  const draft = { conversationId, employeeId, kind: "note" as const };
  await withCompany(companyId, (db) =>
    keepDraft(db, { ...draft, body: "Deux laitons", recipients: null, attachmentIds: [] }),
  );
  await withCompany(companyId, (db) =>
    addNote(db, { conversationId, employeeId, text: "Deux laitons brossés mis de côté." }),
  );
  const thread = await withCompany(companyId, (db) => readThread(db, conversationId));
  expect(thread.messages).toMatchObject([
    { kind: "inbound", senderName: "Camille Renaud" },
    {
      kind: "note",
      body: "Deux laitons brossés mis de côté.",
      employeeName: "Nadia Ferrand",
      delivery: null,
    },
  ]);
  expect(await world.read()).toEqual(before);
  expect(await withCompany(companyId, (db) => findDraft(db, draft))).toBeUndefined();
  expect(await world.listActivities()).toMatchObject([{ verb: "noted", employeeId }]);
});

test("a note can be found by its words", async () => {
  const { companyId, conversationId, employeeId } = await openConversation();
  await withCompany(companyId, (db) =>
    addNote(db, { conversationId, employeeId, text: "Rappeler Ségolène" }),
  );
  const found = await withCompany(companyId, (db) =>
    db.execute(
      `select message_id from message_search where conversation_id = ${conversationId} and search @@ plainto_tsquery('inbox', 'segolene')`,
    ),
  );
  expect(found).toHaveLength(1);
});

test("nobody writes a note in another company's conversation", async () => {
  const { conversationId } = await openConversation();
  const other = await openConversation();
  const note = { conversationId, employeeId: other.employeeId, text: "Bonjour" };
  await expect(withCompany(other.companyId, (db) => addNote(db, note))).rejects.toThrow("conversationGone");
});
