import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { answerConversation } from "@/lib/conversations/answer-conversation";
import { copyToSent } from "@/lib/conversations/copy-to-sent";
import { keepUpload } from "@/lib/conversations/keep-upload";
import { mergeConversations } from "@/lib/conversations/merge-conversations";
import { createConversation } from "../../support/factories/conversation";
import { camille, headerOf, openMailbox } from "./outbox-world";

type Mailbox = Awaited<ReturnType<typeof openMailbox>>;

describe("an answer", () => {
  let mailbox: Mailbox;
  beforeAll(async () => {
    mailbox = await openMailbox();
  });

  test("goes out once, however often and however many at once deliver it", async () => {
    const { id } = await mailbox.queue();
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => mailbox.deliver(id)));
    expect(outcomes.map(({ delivery }) => delivery).toSorted()).toEqual(
      ["sent", ...Array(5).fill("untouched")].toSorted(),
    );
    expect(await mailbox.deliver(id)).toEqual({ delivery: "untouched" });
    expect(mailbox.smtp.emails).toHaveLength(1);
    expect(await mailbox.read(id)).toMatchObject({ delivery: "sent", deliveryAttempts: 1 });
  });

  test("names what it answers, comes from the mailbox, and carries no mark of a machine", async () => {
    const { id } = await mailbox.queue();
    await mailbox.deliver(id);
    const { raw, from } = mailbox.smtp.emails.at(-1) ?? { raw: Buffer.alloc(0) };
    const { emailId } = await mailbox.read(id);
    expect(from).toBe("support@atelier.test");
    expect((await mailbox.read(id)).senderName).toBe("Nadia Ferrand – Atelier Lumen");
    expect(headerOf(raw, "message-id")).toBe(`<${emailId}>`);
    expect(emailId).toMatch(/^[0-9a-f]{24}\.[0-9a-f]{20}@atelier\.test$/);
    expect(headerOf(raw, "in-reply-to")).toBe("<question@client.test>");
    expect(headerOf(raw, "references")).toBe(
      "<first@client.test> <quote@client.test> <question@client.test>",
    );
    expect(headerOf(raw, "to")).toContain("camille@client.test");
    expect(headerOf(raw, "subject")).toMatch(/^=\?UTF-8\?Q\?Re=3A_O=C3=B9_en_est/);
    for (const mark of ["auto-submitted", "precedence", "x-auto-response-suppress"]) {
      expect(headerOf(raw, mark)).toBeUndefined();
    }
  });

  test("reaches copies and blind copies, each address once, and tells nobody of the blind ones", async () => {
    const { id } = await mailbox.queue({
      cc: [{ name: "Luc", address: "luc@client.test" }],
      bcc: [
        { name: "", address: "secret@atelier.test" },
        { name: "", address: "Luc@client.test" },
      ],
    });
    await mailbox.deliver(id);
    const { raw, to } = mailbox.smtp.emails.at(-1) ?? { raw: Buffer.alloc(0) };
    expect(to?.map((address) => address.toLowerCase())).toEqual([
      "camille@client.test",
      "luc@client.test",
      "secret@atelier.test",
    ]);
    expect(raw.toString("latin1")).not.toMatch(/secret@atelier|^bcc:/im);
    expect(headerOf(raw, "cc")).toContain("luc@client.test");
  });

  test("carries its attachments with their names and bytes", async () => {
    const { companyId, employeeId } = mailbox;
    const content = Buffer.from("%PDF-1.4\n%âãÏÓ\nune facture\n%%EOF");
    const upload = await keepUpload(companyId, {
      employeeId,
      name: "Facture n° 12 – été.pdf",
      declaredType: "application/pdf",
      content,
    });
    const { id } = await mailbox.queue({ attachmentIds: [upload.id] });
    await mailbox.deliver(id);
    const source = mailbox.smtp.emails.at(-1)?.raw.toString("latin1") ?? "";
    expect(source).toContain(content.toString("base64"));
    expect(source).toMatch(/filename\*0\*=utf-8''Facture%20n%C2%B0|filename="=\?UTF-8/i);
    expect(await mailbox.read(id)).toMatchObject({ attachmentCount: 1 });
  });

  test("that names a file of somebody else, or one that was sent already, is refused whole", async () => {
    const { companyId, employeeId } = mailbox;
    const file = { name: "a.txt", declaredType: "text/plain", content: Buffer.from("a") };
    const upload = await keepUpload(companyId, { employeeId, ...file });
    await mailbox.queue({ attachmentIds: [upload.id] });
    const before = await mailbox.listMessages();
    await expect(mailbox.queue({ attachmentIds: [upload.id] })).rejects.toThrow("uploadGone");
    expect(await mailbox.listMessages()).toHaveLength(before.length);
  });

  test("sent by two clicks at once, and by a third later, is one message", async () => {
    const { companyId, employeeId } = mailbox;
    const requestId = randomUUID();
    const file = { name: "a.txt", declaredType: "text/plain", content: Buffer.from("a") };
    const upload = await keepUpload(companyId, { employeeId, ...file });
    const { undoSeconds: _, ...reply } = mailbox.answer({ requestId, attachmentIds: [upload.id] });
    const click = () => withCompany(companyId, (db) => answerConversation(db, reply));
    const answers = [...(await Promise.all([click(), click()])), await click()];
    expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(1);
    expect(new Set(answers.map(({ sendAt }) => sendAt.getTime())).size).toBe(1);
    const sameForm = (await mailbox.listMessages()).filter((message) => message.requestId === requestId);
    expect(sameForm).toHaveLength(1);
    const other = await withCompany(companyId, (db) =>
      answerConversation(db, { ...reply, requestId: randomUUID(), attachmentIds: [] }),
    );
    expect(other.messageId).not.toBe(answers[0]?.messageId);
  });

  test("to a conversation that was merged away joins the one it went to", async () => {
    const other = await openMailbox();
    const intoId = await withCompany(other.companyId, async (db) => {
      const into = await createConversation(db, { integrationId: other.integrationId });
      await mergeConversations(db, other.conversationId, into.id);
      return into.id;
    });
    const { id } = await other.queue();
    expect(await other.read(id)).toMatchObject({ conversationId: intoId });
    await other.deliver(id);
    expect(headerOf(other.smtp.emails[0]?.raw ?? Buffer.alloc(0), "in-reply-to")).toBe(
      "<question@client.test>",
    );
  });

  test("to nobody is refused", async () => {
    await expect(mailbox.queue({ to: [] })).rejects.toThrow("recipientMissing");
  });
});

describe("the exchange after an answer", () => {
  test("goes on in the same conversation when the customer answers, and reopens it", async () => {
    const mailbox = await openMailbox();
    const { id } = await mailbox.queue();
    await mailbox.deliver(id);
    await withCompany(mailbox.companyId, (db) => db.execute("update conversations set status = 'resolved'"));
    const { raw } = mailbox.smtp.emails[0] ?? { raw: Buffer.alloc(0) };
    // Only our own id, as of somebody whose mail program forgets the rest; and another subject.
    await mailbox.imap.deliver(
      `From: camille@client.test\nTo: support@atelier.test\nSubject: Merci\nMessage-ID: <thanks@client.test>\nIn-Reply-To: ${headerOf(raw, "message-id")}\n\nMerci !\n`,
    );
    await mailbox.sync();
    const [conversation, ...others] = await mailbox.listConversations();
    expect(others).toEqual([]);
    expect(conversation).toMatchObject({ status: "new", messageCount: 3, unread: true });
  });

  test("shows our copy from the Sent folder as the answer it is, not as another message", async () => {
    const mailbox = await openMailbox();
    const { id } = await mailbox.queue();
    await mailbox.deliver(id);
    await copyToSent(mailbox.companyId, id);
    await copyToSent(mailbox.companyId, id);
    expect(mailbox.imap.folder("Sent").map(({ flags }) => flags)).toEqual([["\\Seen"]]);
    await mailbox.sync();
    expect(await mailbox.listMessages()).toHaveLength(2);
    const outcomes = await withCompany(mailbox.companyId, (db) =>
      db.execute("select outcome, message_id from inbound_emails order by id"),
    );
    expect(outcomes.at(-1)).toEqual({ outcome: "own", message_id: String(id) });
  });

  test("leaves the copy to a provider that makes it", async () => {
    const mailbox = await openMailbox({ savesSent: true });
    const { id } = await mailbox.queue();
    await mailbox.deliver(id);
    await copyToSent(mailbox.companyId, id);
    expect(mailbox.imap.folder("Sent")).toEqual([]);
  });

  test("tells on the answer itself that it could not be delivered", async () => {
    const mailbox = await openMailbox();
    const { id } = await mailbox.queue();
    await mailbox.deliver(id);
    const { emailId } = await mailbox.read(id);
    await mailbox.imap.deliver(bounceOf(emailId ?? ""));
    await mailbox.sync();
    expect((await mailbox.read(id)).bouncedAt).not.toBeNull();
    expect(await mailbox.listConversations()).toHaveLength(1);
  });
});

const bounceOf = (emailId: string) => `Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.test>
To: support@atelier.test
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce@mx.test>
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

The mail could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; ${camille.address}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such user

--b
Content-Type: text/rfc822-headers

From: support@atelier.test
To: ${camille.address}
Message-ID: <${emailId}>
Subject: Re: x

--b--
`;
