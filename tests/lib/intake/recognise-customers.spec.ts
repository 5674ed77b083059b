import { describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { listAddresses } from "@/db/queries/customers";
import { type OpenNumber, openNumber } from "@/tests/support/channel-world";

const seconds = (count: number) => new Date(Date.now() - 60_000 + count * 1000).toISOString();
const bodies = async (number: OpenNumber) => (await number.listMessages()).map(({ body }) => body);

describe("a customer who is new", () => {
  test.each(["sms", "whatsapp"] as const)(
    "and writes ten %s at once is one customer, in one conversation, in order",
    async (source) => {
      const number = await openNumber({ source });
      const order = [7, 2, 9, 0, 4, 1, 8, 3, 6, 5];
      await Promise.all(
        order.map((nth) => number.write({ text: `Message ${nth}`, timestamp: seconds(nth) })),
      );
      await Promise.all(Array.from({ length: 5 }, () => number.receive()));

      expect(await bodies(number)).toEqual(Array.from({ length: 10 }, (_, nth) => `Message ${nth}`));
      expect(await number.listCustomers()).toHaveLength(1);
      expect(await number.listConversations()).toMatchObject([
        { source, messageCount: 10, preview: "Message 9", subject: "Message 0", status: "new", unread: true },
      ]);
      expect((await number.listEvents()).map(({ outcome }) => outcome)).toEqual(Array(10).fill("message"));
    },
  );

  test("and whose one message comes fifty times has written once", async () => {
    const number = await openNumber();
    const message_uuid = crypto.randomUUID();
    await Promise.all(Array.from({ length: 50 }, () => number.write({ message_uuid })));
    const received = await Promise.all(Array.from({ length: 10 }, () => number.receive()));
    expect(await number.listMessages()).toMatchObject([{ externalId: message_uuid, kind: "inbound" }]);
    expect(received.flatMap(({ messageIds }) => messageIds)).toHaveLength(1);
  });

  test("is known by the number until a name comes", async () => {
    const number = await openNumber({ source: "whatsapp" });
    await number.write({ profile: {} });
    await number.receive();
    expect(await number.listCustomers()).toMatchObject([{ name: "+33612345678" }]);
    await number.write({ profile: { name: "Camille Renaud" } });
    await number.receive();
    expect(await number.listCustomers()).toMatchObject([{ name: "Camille Renaud" }]);
  });

  test("and says the same thing twice has said it twice", async () => {
    const number = await openNumber();
    await number.write({ text: "ok" });
    await number.write({ text: "ok" });
    await number.receive();
    expect(await bodies(number)).toEqual(["ok", "ok"]);
  });
});

describe("a customer on WhatsApp and by SMS", () => {
  const addressesOf = (number: OpenNumber, customerId: number) =>
    withCompany(number.companyId, (db) => listAddresses(db, customerId));
  const sender = (user_id: string) => ({ whatsapp: { sender: { user_id } } });

  test("is one, by the number; and stays one when the number is not told any more", async () => {
    const number = await openNumber({ source: "whatsapp" });
    await number.write();
    await number.receive();
    await number.write(sender("FR.1234567890123456789"));
    await number.receive();
    await number.write({ ...sender("FR.1234567890123456789"), from: "FR.1234567890123456789" });
    await number.receive();
    const [customer, ...others] = await number.listCustomers();
    expect(others).toEqual([]);
    expect(await addressesOf(number, customer?.id ?? 0)).toEqual([
      { kind: "phone", address: "+33612345678" },
      { kind: "whatsapp", address: "FR.1234567890123456789" },
    ]);
    expect(await number.listConversations()).toHaveLength(1);
  });

  test("is one also when both ways of knowing them come at once", async () => {
    const number = await openNumber({ source: "whatsapp" });
    await number.write(sender("FR.1"));
    await number.write();
    await number.write({ ...sender("FR.1"), from: "FR.1" });
    await number.receive();
    expect(await number.listCustomers()).toHaveLength(1);
    expect(await number.listConversations()).toHaveLength(1);
  });

  test("who shows no number at all is known by the user id", async () => {
    const number = await openNumber({ source: "whatsapp" });
    await number.write({ ...sender("US.13491208655302741918"), from: undefined });
    await number.receive();
    const [customer] = await number.listCustomers();
    expect(await addressesOf(number, customer?.id ?? 0)).toEqual([
      { kind: "whatsapp", address: "US.13491208655302741918" },
    ]);
    expect(await number.listMessages()).toMatchObject([{ senderAddress: "US.13491208655302741918" }]);
  });
});

test("a customer who writes to two of our channels has a conversation on each", async () => {
  const number = await openNumber();
  const whatsapp = await openNumber({ source: "whatsapp", companyId: number.companyId });
  for (const channel of [number, whatsapp]) {
    await channel.write();
    await channel.receive();
  }
  expect(await number.listCustomers()).toHaveLength(1);
  expect((await number.listConversations()).map(({ source }) => source)).toEqual(["sms", "whatsapp"]);
});
