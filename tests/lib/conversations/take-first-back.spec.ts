import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { listConversations } from "@/db/queries/conversation-list";
import { countUnread } from "@/db/queries/counters";
import { conversations } from "@/db/schema";
import { addNote } from "@/lib/conversations/add-note";
import { cancelReply } from "@/lib/conversations/cancel-reply";
import { keepUpload } from "@/lib/conversations/keep-upload";
import { startConversation } from "@/lib/conversations/start-conversation";
import { readFilter, VIEWS } from "@/lib/conversations/view/list-filter";
import { readFirstDraft } from "@/lib/conversations/view/read-first-draft";
import { createCompany } from "@/tests/support/factories/company";
import { createIntegration } from "@/tests/support/factories/integration";

let desk: { companyId: number; employeeId: number; integrationId: number };
beforeEach(async () => {
  const { companyId, employeeId } = await createCompany();
  const { id } = await withCompany(companyId, (db) => createIntegration(db));
  desk = { companyId, employeeId, integrationId: id };
});

const start = (attachmentIds: number[] = []) =>
  withCompany(desk.companyId, (db) =>
    startConversation(db, {
      ...{ integrationId: desk.integrationId, employeeId: desk.employeeId, requestId: crypto.randomUUID() },
      recipient: { name: "Zoé Martin", address: "zoe@customer.test" },
      ...{ subject: "Votre lampe", text: "Bonjour, elle est prête.", attachmentIds },
    }),
  );
const cancel = (messageId: number) =>
  withCompany(desk.companyId, (db) => cancelReply(db, { messageId, employeeId: desk.employeeId }));
const listed = (id: number) =>
  withCompany(desk.companyId, async (db) => {
    const places = VIEWS.map((view) => `view=${view}&status=any`);
    const pages = await Promise.all(
      places.map((query) =>
        listConversations(db, { filter: readFilter(query), employeeId: desk.employeeId }),
      ),
    );
    return VIEWS.filter((_, at) => pages[at]?.rows.some((row) => row.id === id));
  });
const drafts = () =>
  withCompany(desk.companyId, async (db) => ({
    first: await readFirstDraft(db, desk.employeeId),
    counted: (await countUnread(db, desk.employeeId)).drafts,
  }));

test("a first message that is taken back leaves its conversation in no list and no count, and is there to go on with", async () => {
  const { companyId, employeeId } = desk;
  const file = { name: "plan.txt", declaredType: "text/plain", content: Buffer.from("plan") };
  const upload = await keepUpload(companyId, { employeeId, ...file });
  const { conversationId, messageId } = await start([upload.id]);
  expect(await listed(conversationId)).toContain("all");
  expect(await cancel(messageId)).toEqual({ isFirst: true });
  expect(await listed(conversationId)).toEqual([]);
  expect(await drafts()).toEqual({
    counted: 0,
    first: {
      channelId: desk.integrationId,
      recipient: { name: "Zoé Martin", address: "zoe@customer.test" },
      ...{ subject: "Votre lampe", text: "Bonjour, elle est prête." },
      uploads: [expect.objectContaining({ id: upload.id, name: "plan.txt" })],
    },
  });
});

test("sent after all, it is one conversation, and nothing is left of what was taken back", async () => {
  const first = await start();
  await cancel(first.messageId);
  const second = await start();
  expect(await listed(second.conversationId)).toContain("all");
  expect((await drafts()).first).toBeNull();
});

test("what somebody else took back is theirs", async () => {
  const { messageId } = await start();
  await cancel(messageId);
  const other = await withCompany(desk.companyId, (db) => readFirstDraft(db, desk.employeeId + 1));
  expect(other).toBeNull();
});

test("a conversation with anything else in it stays, with its draft in it", async () => {
  const { companyId, employeeId } = desk;
  const { conversationId, messageId } = await start();
  await withCompany(companyId, (db) => addNote(db, { conversationId, employeeId, text: "À rappeler" }));
  expect(await cancel(messageId)).toEqual({ isFirst: false });
  expect(await listed(conversationId)).toContain("all");
  expect(await drafts()).toEqual({ counted: 1, first: null });
  const [row] = await withCompany(companyId, (db) =>
    db.select().from(conversations).where(eq(conversations.id, conversationId)),
  );
  expect(row?.mergedIntoId).toBeNull();
});
