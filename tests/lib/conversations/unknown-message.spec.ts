import { beforeAll, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { listUnknownMessages } from "@/db/queries/messages";
import { lookForUnknown } from "@/lib/conversations/look-for-unknown";
import { resendMessage } from "@/lib/conversations/resend-message";
import { sweepCompany } from "@/lib/sweep/sweep-company";
import { openMailbox } from "./outbox-world";

let mailbox: Awaited<ReturnType<typeof openMailbox>>;
beforeAll(async () => {
  mailbox = await openMailbox();
});

async function leaveUnknown(): Promise<number> {
  mailbox.smtp.fault = { at: "dot", how: "drop" };
  const { id } = await mailbox.queue();
  await mailbox.deliver(id);
  mailbox.smtp.fault = undefined;
  return id;
}

const look = (id: number) => lookForUnknown(mailbox.companyId, id);
const resend = (messageId: number, doubtAccepted: boolean) =>
  withCompany(mailbox.companyId, (db) => resendMessage(db, { messageId, doubtAccepted }));

test("only this very Message-ID in the Sent folder proves that a message was sent", async () => {
  const id = await leaveUnknown();
  const { emailId } = await mailbox.read(id);
  expect(await look(id)).toBe(false);
  await mailbox.imap.deliver(`Message-ID: <x${emailId}>\nSubject: almost\n\nx\n`, { folder: "Sent" });
  await mailbox.imap.deliver(`Message-ID: <other@x>\nReferences: <${emailId}>\n\nx\n`, { folder: "Sent" });
  expect(await look(id)).toBe(false);
  expect(await mailbox.read(id)).toMatchObject({ delivery: "unknown" });

  await mailbox.imap.deliver(`Message-ID:\n <${emailId}>\nSubject: it\n\nx\n`, { folder: "Sent" });
  expect(await look(id)).toBe(true);
  expect(await mailbox.read(id)).toMatchObject({ delivery: "sent", deliveryDetail: "found" });
  expect(await look(id)).toBe(false);
});

test("the sweep looks for it by itself, and sends nothing", async () => {
  const id = await leaveUnknown();
  const sentBefore = mailbox.smtp.emails.length;
  const { overdue } = await sweepCompany(mailbox.companyId);
  expect(overdue).not.toContain(id);
  expect(await mailbox.read(id)).toMatchObject({ delivery: "unknown" });
  const { emailId } = await mailbox.read(id);
  await mailbox.imap.deliver(`Message-ID: <${emailId}>\n\nx\n`, { folder: "Sent" });
  await sweepCompany(mailbox.companyId);
  expect(await mailbox.read(id)).toMatchObject({ delivery: "sent" });
  expect(mailbox.smtp.emails).toHaveLength(sentBefore);
});

test("it is looked for ever more rarely, and no more after a day", async () => {
  const id = await leaveUnknown();
  const isLookedFor = async (minutes: number) => {
    await mailbox.age(id, minutes);
    return (await withCompany(mailbox.companyId, listUnknownMessages)).includes(id);
  };
  const minutes = Array.from({ length: 20 }, (_, at) => at);
  const looked: number[] = [];
  for (const minute of minutes) if (await isLookedFor(minute)) looked.push(minute);
  expect(looked).toEqual([0, 1, 2, 4, 8, 16]);
  expect(await isLookedFor(2048)).toBe(false);
});

test("a mailbox that cannot be opened leaves it unknown and stops nothing else", async () => {
  const id = await leaveUnknown();
  await withCompany(mailbox.companyId, (db) =>
    db.execute("update integrations set sealed_credentials = null"),
  );
  await sweepCompany(mailbox.companyId);
  expect(await mailbox.read(id)).toMatchObject({ delivery: "unknown" });
  expect(await withCompany(mailbox.companyId, listUnknownMessages)).toContain(id);
});

test("a person sends it again only by saying that it may arrive twice, under the same Message-ID", async () => {
  const other = await openMailbox();
  mailbox = other;
  const id = await leaveUnknown();
  await expect(resend(id, false)).rejects.toThrow("messageNotResendable");
  await resend(id, true);
  expect(await other.deliver(id)).toEqual({ delivery: "sent" });
  const ids = other.smtp.emails.map(({ raw }) => raw.toString().match(/^Message-ID: (.*)$/im)?.[1]);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  await expect(resend(id, true)).rejects.toThrow("messageNotResendable");
});

test("what failed is sent again by one of two clicks", async () => {
  mailbox.smtp.fault = { at: "mail", how: { refuse: 550 } };
  const { id } = await mailbox.queue();
  await mailbox.deliver(id);
  mailbox.smtp.fault = undefined;
  const clicks = await Promise.allSettled([resend(id, false), resend(id, false)]);
  expect(clicks.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await mailbox.deliver(id)).toEqual({ delivery: "sent" });
});
