import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { type Db, withCompany } from "@/db/company";
import { findConversation } from "@/db/queries/conversations";
import { findShownProposal } from "@/db/queries/proposals";
import { conversations, followUps } from "@/db/schema";
import { addFollowUp } from "@/lib/follow-ups/add-follow-up";
import { draftDue } from "@/lib/follow-ups/draft-due";
import { keepFollowUps } from "@/lib/follow-ups/keep-follow-ups";
import { settleFollowUp } from "@/lib/follow-ups/settle-follow-up";
import { createCompany } from "../../support/factories/company";
import { createConversation } from "../../support/factories/conversation";
import { createFolder } from "../../support/factories/folder";
import { createMessage } from "../../support/factories/message";
import { connectModel } from "../../support/model";
import { startOpenAiServer } from "../../support/openai-server";

const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);

async function answered(folder: { followUpDays?: number; followUpKind?: "remind" | "draft" } = {}) {
  const { companyId, employeeId } = await createCompany();
  const made = await withCompany(companyId, async (db) => {
    const { id: folderId } = await createFolder(db, { followUpDays: 3, ...folder });
    const { id: conversationId, customerId } = await createConversation(db, {
      folderId,
      unread: false,
      status: "in_progress",
    });
    await createMessage(db, { conversationId, sentAt: ago(60), body: "Je voudrais un rendez-vous." });
    const answer = await createMessage(db, {
      ...{ conversationId, kind: "outbound", delivery: "sent", sentAt: ago(50) },
      body: "Quel jour vous conviendrait ?",
    });
    return { folderId, conversationId, customerId, answerId: answer.id };
  });
  return { companyId, employeeId, ...made };
}

const listAll = (companyId: number) => withCompany(companyId, (db) => db.select().from(followUps));

const makeDue = (db: Db) => db.update(followUps).set({ dueAt: ago(1) });

test("an answer in such a folder is followed up some days later, at nine, on a weekday, once", async () => {
  const { companyId, answerId } = await answered();
  await keepFollowUps(companyId);
  await keepFollowUps(companyId);
  const [planned, ...others] = await listAll(companyId);
  expect(others).toEqual([]);
  expect(planned).toMatchObject({ afterMessageId: answerId, createdById: null, endedAt: null });
  const paris = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone: "Europe/Paris", weekday: "short", hour: "2-digit", minute: "2-digit" },
  }).format(planned?.dueAt);
  expect(paris).toMatch(/^(?:Mon|Tue|Wed|Thu|Fri),? 09:00$/);
  const days = ((planned?.dueAt.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(1);
  expect(days).toBeLessThan(6);
});

test("it disappears when the customer writes, in another conversation too", async () => {
  const { companyId, customerId } = await answered();
  await keepFollowUps(companyId);
  await withCompany(companyId, async (db) => {
    const { id } = await createConversation(db, { customerId });
    await createMessage(db, { conversationId: id, body: "Je vous ai répondu par SMS." });
  });
  await keepFollowUps(companyId);
  expect(await listAll(companyId)).toMatchObject([{ ending: "customerWrote" }]);
});

test("a robot's answer is no answer", async () => {
  const { companyId, conversationId } = await answered();
  await keepFollowUps(companyId);
  await withCompany(companyId, (db) =>
    createMessage(db, { conversationId, origin: "automatic", body: "Je suis absent." }),
  );
  await keepFollowUps(companyId);
  expect(await listAll(companyId)).toMatchObject([{ ending: null }]);
});

test("it ends when the conversation is resolved, and when we write again", async () => {
  const resolved = await answered();
  await keepFollowUps(resolved.companyId);
  await withCompany(resolved.companyId, (db) =>
    db.update(conversations).set({ status: "resolved" }).where(eq(conversations.id, resolved.conversationId)),
  );
  await keepFollowUps(resolved.companyId);
  expect(await listAll(resolved.companyId)).toMatchObject([{ ending: "resolved" }]);

  const again = await answered();
  await keepFollowUps(again.companyId);
  await withCompany(again.companyId, (db) =>
    createMessage(db, {
      ...{ conversationId: again.conversationId, kind: "outbound", delivery: "sent" },
      body: "Un mot encore.",
    }),
  );
  await keepFollowUps(again.companyId);
  const all = await listAll(again.companyId);
  expect(all.filter(({ endedAt }) => endedAt === null)).toHaveLength(1);
  expect(all.map(({ ending }) => ending)).toContain("done");
});

test("when it is due the conversation is unread again, once", async () => {
  const { companyId, conversationId } = await answered();
  await keepFollowUps(companyId);
  await withCompany(companyId, makeDue);
  expect(await keepFollowUps(companyId)).toEqual([]);
  const unread = () => withCompany(companyId, (db) => findConversation(db, conversationId));
  expect(await unread()).toMatchObject({ unread: true, status: "in_progress" });
  await withCompany(companyId, (db) =>
    db.update(conversations).set({ unread: false }).where(eq(conversations.id, conversationId)),
  );
  await keepFollowUps(companyId);
  expect(await unread()).toMatchObject({ unread: false });
});

test("a folder that wants a reminder gets one proposed, and nothing is sent", async () => {
  const model = await startOpenAiServer({
    answer: () => ({
      ...{ language: "fr", confidence: 0.9, needsPerson: false, because: "" },
      sentences: [
        { text: "Bonjour,", sources: [], endsParagraph: true },
        { text: "Quel jour vous conviendrait ?", sources: ["M2"], endsParagraph: false },
      ],
    }),
  });
  const { companyId, conversationId } = await answered({ followUpKind: "draft" });
  await connectModel(companyId, model);
  await keepFollowUps(companyId);
  await withCompany(companyId, makeDue);
  const [followUpId] = await keepFollowUps(companyId);
  expect(followUpId).toBeDefined();

  const proposalId = await draftDue(companyId, followUpId ?? 0);
  expect(await draftDue(companyId, followUpId ?? 0)).toBe(proposalId);
  await model.stop();

  const proposal = await withCompany(companyId, (db) => findShownProposal(db, conversationId));
  expect(proposal).toMatchObject({ kind: "reminder", isStale: false, settledAt: null });
  expect(proposal?.text).toContain("Quel jour vous conviendrait");
  expect(model.requests).toHaveLength(1);
  expect(model.requests[0]?.system).toContain("has not answered");
});

test("a person plans one for a day to come, and ends it", async () => {
  const { companyId, employeeId, conversationId } = await answered({ followUpDays: undefined });
  const plan = (dueAt: Date) =>
    withCompany(companyId, (db) => addFollowUp(db, { conversationId, employeeId, dueAt, note: "" }));
  await expect(plan(ago(5))).rejects.toThrow("followUpPast");
  const followUpId = await plan(new Date(Date.now() + 86_400_000));
  const end = () =>
    withCompany(companyId, (db) => settleFollowUp(db, { followUpId, employeeId, ending: "cancelled" }));
  await end();
  await end();
  expect((await listAll(companyId)).filter(({ createdById }) => createdById !== null)).toMatchObject([
    { ending: "cancelled", assigneeId: employeeId },
  ]);
});
