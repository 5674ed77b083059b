import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findShownProposal } from "@/db/queries/proposals";
import { cancelReply } from "@/lib/conversations/cancel-reply";
import { deliverMessage } from "@/lib/conversations/deliver-message";
import { queueReply } from "@/lib/conversations/queue-reply";
import { sendProposal } from "@/lib/triage/send-proposed-reply";
import { type SmtpServer, startSmtpServer } from "@/tests/support/smtp-server";
import { openReplyWorld, type ReplyWorld } from "./reply-world";

let smtp: SmtpServer;
let world: ReplyWorld;
beforeAll(async () => {
  smtp = await startSmtpServer();
  const access = {
    ...{ smtpHost: smtp.host, smtpPort: smtp.port, smtpTls: "none" as const },
    ...{ username: smtp.username, password: smtp.password },
  };
  world = await openReplyWorld({ access });
});
afterAll(() => smtp.close());
beforeEach(() => {
  smtp.emails.length = 0;
});

async function due() {
  const asked = await world.ask();
  const queued = await sendProposal(world.companyId, await world.propose(asked.message));
  if (!queued) throw new Error("Nothing was put in the outbox");
  await world.wait(queued.messageId);
  return { ...asked, messageId: queued.messageId };
}

const deliver = (messageId: number) => deliverMessage(world.companyId, messageId);

test("fifty processes that deliver one automatic answer send one mail", async () => {
  const { messageId } = await due();
  await Promise.all(Array.from({ length: 50 }, () => deliver(messageId)));
  expect(smtp.emails).toHaveLength(1);
});

test("it is either sent or taken back, never both, when a person stops it as it leaves", async () => {
  for (let round = 0; round < 3; round++) {
    smtp.emails.length = 0;
    const { messageId, conversationId } = await due();
    const [cancelled] = await Promise.allSettled([
      world.within((db) => cancelReply(db, { messageId, employeeId: world.employeeId })),
      ...Array.from({ length: 5 }, () => deliver(messageId)),
    ]);
    const proposal = await world.within((db) => findShownProposal(db, conversationId));
    const isBack = cancelled?.status === "fulfilled";
    expect(smtp.emails).toHaveLength(isBack ? 0 : 1);
    expect(proposal !== undefined).toBe(isBack);
    await world.within((db) => db.execute("delete from automatic_answers"));
  }
});

test("a customer whom a person answers as it leaves gets no automatic answer after that person's", async () => {
  const { messageId, conversationId, customer } = await due();
  const to = [{ name: "", address: customer.address }];
  const written = { to, cc: [], bcc: [], text: "Je m'en occupe.", attachmentIds: [], undoSeconds: 0 };
  const { id } = await world.within((db) =>
    queueReply(db, { ...written, conversationId, employeeId: world.employeeId }),
  );
  await Promise.all([deliver(id), deliver(messageId), deliver(messageId)]);
  expect(smtp.emails.map(({ raw }) => raw.toString("utf8").includes("Auto-Submitted"))).toEqual([false]);
});
