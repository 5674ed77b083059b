import { afterAll, beforeAll, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { announce } from "@/inngest/announce";
import { inngest } from "@/inngest/client";
import type { RunningExecutor } from "@/inngest/embedded/start-executor";
import { messageQueued } from "@/inngest/events";
import { deliverMessageOnQueue } from "@/inngest/functions/deliver-message";
import { queueReply } from "@/lib/conversations/queue-reply";
import { eventually, startFunctions } from "../../support/jobs";
import { openMailbox } from "./outbox-world";

let mailbox: Awaited<ReturnType<typeof openMailbox>>;
let jobs: RunningExecutor;
beforeAll(async () => {
  mailbox = await openMailbox();
  jobs = await startFunctions([deliverMessageOnQueue], { with: inngest });
});
afterAll(() => jobs.stop());

/** Queues an answer and says so, in one transaction, as the action does. */
const answer = (undoSeconds: number) =>
  withCompany(mailbox.companyId, async (db) => {
    const { id, sendAt } = await queueReply(db, mailbox.answer({ undoSeconds }));
    const { companyId } = mailbox;
    await announce(db, [messageQueued.create({ companyId, messageId: id, sendAt: sendAt.toISOString() })]);
    return { id, sendAt };
  });

test("an answer waits until it can no longer be taken back, goes out, and lies in Sent", async () => {
  const { id, sendAt } = await answer(1);
  await eventually("the answer is sent", async () => (await mailbox.read(id)).delivery === "sent");
  expect((await mailbox.read(id)).deliveryStartedAt?.getTime()).toBeGreaterThanOrEqual(sendAt.getTime());
  await eventually("its copy is in Sent", () => mailbox.imap.folder("Sent").length === 1);
  expect(mailbox.smtp.emails).toHaveLength(1);
});

test("one that was taken back is never sent, and its job ends well", async () => {
  const { id } = await answer(1);
  await mailbox.cancel(id);
  const [sent, copies] = [mailbox.smtp.emails.length, mailbox.imap.folder("Sent").length];
  const later = await answer(1);
  await eventually("the next one is copied", () => mailbox.imap.folder("Sent").length === copies + 1);
  expect(await mailbox.read(later.id)).toMatchObject({ delivery: "sent" });
  expect(mailbox.smtp.emails).toHaveLength(sent + 1);
});

test("a copy that was not made because the process died is made when the message is announced again", async () => {
  const { id } = await mailbox.queue();
  await mailbox.deliver(id);
  const copies = mailbox.imap.folder("Sent").length;
  const again = () =>
    withCompany(mailbox.companyId, (db) =>
      announce(db, [messageQueued.create({ companyId: mailbox.companyId, messageId: id })]),
    );
  await again();
  await eventually("its copy is in Sent", () => mailbox.imap.folder("Sent").length === copies + 1);
  await again();
  const later = await answer(0);
  await eventually("a later one is done", () => mailbox.imap.folder("Sent").length === copies + 2);
  expect((await mailbox.read(later.id)).delivery).toBe("sent");
});
