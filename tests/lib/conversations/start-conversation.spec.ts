import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { conversations, messages } from "@/db/schema";
import { type FirstMessage, startConversation } from "@/lib/conversations/start-conversation";
import { reachRecipient, suggestPeople } from "@/lib/conversations/view/reach-recipient";
import { type OpenNumber, openNumber } from "@/tests/support/channel-world";
import { createCompany } from "@/tests/support/factories/company";
import { createCustomer } from "@/tests/support/factories/customer";
import { createIntegration } from "@/tests/support/factories/integration";

type Channel = Pick<OpenNumber, "companyId" | "employeeId" | "integrationId">;

const start = (channel: Channel, asked: Partial<FirstMessage> & { to: string }) =>
  withCompany(channel.companyId, (db) => {
    const { to, ...first } = asked;
    return startConversation(db, {
      integrationId: channel.integrationId,
      employeeId: channel.employeeId,
      requestId: crypto.randomUUID(),
      recipient: { name: "", address: to },
      subject: "Votre lampe",
      text: "Bonjour, elle est prête.",
      attachmentIds: [],
      ...first,
    });
  });

const read = ({ companyId }: Channel, id: number) =>
  withCompany(companyId, async (db) => {
    const [conversation] = await db.select().from(conversations).where(eq(conversations.id, id));
    const sent = await db.select().from(messages).where(eq(messages.conversationId, id));
    return { conversation, sent };
  });

let mailbox: Channel;
beforeAll(async () => {
  const { companyId, employeeId } = await createCompany();
  const { id } = await withCompany(companyId, (db) => createIntegration(db));
  mailbox = { companyId, employeeId, integrationId: id };
});

test("a first mail opens a conversation of its writer, with the customer it is for", async () => {
  const { conversationId } = await start(mailbox, {
    to: "New.Person@customer.test",
    recipient: { name: "Zoé Martin", address: "New.Person@customer.test" },
  });
  const { conversation, sent } = await read(mailbox, conversationId);
  expect(conversation).toMatchObject({
    ...{ subject: "Votre lampe", status: "in_progress", unread: false, messageCount: 1 },
    ...{ assigneeId: mailbox.employeeId, preview: "Bonjour, elle est prête.", waitingSince: null },
  });
  expect(sent).toMatchObject([
    {
      subject: "Votre lampe",
      delivery: "queued",
      recipients: { to: [{ name: "Zoé Martin", address: "new.person@customer.test" }] },
    },
  ]);
});

test("a second click is the first: one conversation, one message", async () => {
  const requestId = crypto.randomUUID();
  const twice = await Promise.all([
    start(mailbox, { to: "twice@customer.test", requestId }),
    start(mailbox, { to: "twice@customer.test", requestId }),
  ]);
  expect(twice[0]).toEqual(twice[1]);
});

test("somebody who is known stays one customer, and two mails are two conversations", async () => {
  const known = await withCompany(mailbox.companyId, (db) => createCustomer(db));
  const first = await start(mailbox, { to: known.address });
  const second = await start(mailbox, { to: known.address });
  expect(second.conversationId).not.toBe(first.conversationId);
  const { conversation } = await read(mailbox, second.conversationId);
  expect(conversation?.customerId).toBe(known.id);
});

test("what cannot be an address is refused, and opens nothing", async () => {
  await expect(start(mailbox, { to: "nobody" })).rejects.toThrow("addressInvalid");
  const number = await openNumber();
  await expect(start(number, { to: "123" })).rejects.toThrow("numberInvalid");
  expect(await number.listConversations()).toEqual([]);
});

test("an SMS goes to a number as it is dialled at home, and goes on where the last exchange does", async () => {
  const number = await openNumber();
  const first = await start(number, { to: "06 12 34 56 78" });
  const { sent, conversation } = await read(number, first.conversationId);
  expect(sent[0]?.recipients.to).toEqual([{ name: "", address: "+33612345678" }]);
  expect(conversation?.subject).toBe("Bonjour, elle est prête.");
  await number.write({ text: "Merci !" });
  await number.receive();
  const again = await start(number, { to: "+33 6 12 34 56 78", text: "À demain." });
  expect(again.conversationId).toBe(first.conversationId);
  expect(await number.listCustomers()).toHaveLength(1);
  expect(await number.listConversations()).toHaveLength(1);
});

test("whoever said STOP is not written to, and that is known beforehand", async () => {
  const number = await openNumber();
  await number.write({ text: "STOP" });
  await number.receive();
  const { companyId, integrationId } = number;
  const reach = await withCompany(companyId, (db) =>
    reachRecipient(db, { integrationId, address: "0612345678" }),
  );
  expect(reach).toMatchObject({
    refusal: "customerOptedOut",
    shownAddress: "+33\u00a06\u00a012\u00a034\u00a056\u00a078",
  });
  await expect(start(number, { to: "0612345678" })).rejects.toThrow("customerOptedOut");
});

test("on WhatsApp only a template comes first", async () => {
  const number = await openNumber({ source: "whatsapp" });
  await expect(start(number, { to: "0612345678" })).rejects.toThrow("whatsappWindowClosed");
  expect(await number.listCustomers()).toEqual([]);
});

test("people are found by their name, their address, and their number as it is dialled", async () => {
  const number = await openNumber();
  await start(number, { to: "0612345678", recipient: { name: "Sofia Lindqvist", address: "0612345678" } });
  const find = (text: string) =>
    withCompany(number.companyId, (db) => suggestPeople(db, { source: "sms", text }));
  for (const text of ["sofia", "06 12 34", "+33612"]) {
    expect(await find(text)).toMatchObject([{ name: "Sofia Lindqvist", address: "+33612345678" }]);
  }
  expect(await find("%")).toEqual([]);
});
