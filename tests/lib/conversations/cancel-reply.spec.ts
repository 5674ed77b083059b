import { beforeAll, describe, expect, test } from "vitest";
import { addEmployee } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { findDraft } from "@/db/queries/drafts";
import { answerConversation } from "@/lib/conversations/answer-conversation";
import { cancelReply } from "@/lib/conversations/cancel-reply";
import { keepUpload } from "@/lib/conversations/keep-upload";
import { restoreConversations } from "@/lib/conversations/restore-conversations";
import { openMailbox } from "./outbox-world";

describe("taking an answer back", () => {
  let mailbox: Awaited<ReturnType<typeof openMailbox>>;
  beforeAll(async () => {
    mailbox = await openMailbox();
  });

  const draft = () =>
    withCompany(mailbox.companyId, (db) =>
      findDraft(db, {
        conversationId: mailbox.conversationId,
        employeeId: mailbox.employeeId,
        kind: "reply",
      }),
    );

  test("an answer is not sent before its time to be taken back is over", async () => {
    const { id, sendAt } = await mailbox.queue({ undoSeconds: 10 });
    expect(sendAt.getTime() - Date.now()).toBeGreaterThan(8_000);
    expect(await mailbox.deliver(id)).toEqual({ delivery: "untouched" });
    expect(mailbox.smtp.emails).toEqual([]);
    await mailbox.cancel(id);
  });

  test("leaves the conversation as it was, and what was written as a draft with its file", async () => {
    const { companyId, employeeId, conversationId } = mailbox;
    const file = { name: "plan.txt", declaredType: "text/plain", content: Buffer.from("plan") };
    const upload = await keepUpload(companyId, { employeeId, ...file });
    const [before] = await mailbox.listConversations();
    expect(before).toMatchObject({ status: "new" });
    const written = { text: "Passons   sur\ncela.", attachmentIds: [upload.id], undoSeconds: 10 };
    const { id } = await mailbox.queue(written);
    expect((await mailbox.listConversations())[0]).toMatchObject({
      status: "in_progress",
      preview: "Passons sur cela.",
      waitingSince: null,
    });
    await mailbox.cancel(id);
    const [after] = await mailbox.listConversations();
    expect(after).toEqual({ ...before, unread: false });
    expect(await draft()).toMatchObject({
      conversationId,
      body: "Passons   sur\ncela.",
      attachmentIds: [upload.id],
    });
    await mailbox.queue({ ...written, undoSeconds: 0 });
  });

  test("brings back the status too when the answer also resolved the conversation", async () => {
    const { companyId, employeeId } = mailbox;
    await withCompany(companyId, (db) => db.execute("update conversations set status = 'urgent'"));
    const { undoSeconds: _, ...reply } = mailbox.answer();
    const answered = await withCompany(companyId, (db) =>
      answerConversation(db, { ...reply, resolve: true }),
    );
    expect((await mailbox.listConversations())[0]).toMatchObject({ status: "resolved" });
    await mailbox.cancel(answered.messageId);
    await withCompany(companyId, (db) => restoreConversations(db, { before: answered.before, employeeId }));
    expect((await mailbox.listConversations())[0]).toMatchObject({ status: "urgent" });
  });

  test("is refused once it went, twice, and to a colleague", async () => {
    const { companyId } = mailbox;
    const sent = await mailbox.queue();
    await mailbox.deliver(sent.id);
    await expect(mailbox.cancel(sent.id)).rejects.toThrow("replyAlreadySent");
    const waiting = await mailbox.queue({ undoSeconds: 10 });
    const person = { name: "Luc", email: "luc@cancel.test", passwordHash: "none", role: "employee" as const };
    const colleague = await addEmployee(companyId, person);
    await expect(
      withCompany(companyId, (db) => cancelReply(db, { messageId: waiting.id, employeeId: colleague })),
    ).rejects.toThrow("replyAlreadySent");
    await mailbox.cancel(waiting.id);
    await expect(mailbox.cancel(waiting.id)).rejects.toThrow("replyAlreadySent");
  });

  test("and sending it at the same moment: exactly one of them happens", async () => {
    for (let round = 0; round < 15; round += 1) {
      const sentBefore = mailbox.smtp.emails.length;
      const { id } = await mailbox.queue();
      const [cancelled, delivered] = await Promise.all([
        mailbox.cancel(id).then(
          () => true,
          () => false,
        ),
        mailbox.deliver(id),
      ]);
      expect(delivered.delivery).toBe(cancelled ? "untouched" : "sent");
      expect(mailbox.smtp.emails.length - sentBefore).toBe(cancelled ? 0 : 1);
    }
  });
});
