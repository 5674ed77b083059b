import { sql } from "drizzle-orm";
import postgres from "postgres";
import { describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { listAddresses } from "@/db/queries/customers";
import { conversations, messages } from "@/db/schema";
import { type OpenNumber, openNumber } from "@/tests/support/channel-world";
import { testDatabase } from "@/tests/support/database";

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

describe("a conversation on a telephone", () => {
  const close = (number: OpenNumber, days: number, status = "resolved") =>
    withCompany(number.companyId, (db) =>
      db.execute(sql`update conversations set status = ${status},
        resolved_at = ${new Date(Date.now() - days * 86_400_000).toISOString()}::timestamptz`),
    );
  const again = async (number: OpenNumber, message: Record<string, unknown> = {}) => {
    await number.write(message);
    await number.receive();
    return number.listConversations();
  };

  test("goes on for as long as it is open, however old", async () => {
    const number = await openNumber();
    await again(number);
    await withCompany(number.companyId, (db) =>
      db.update(conversations).set({ lastMessageAt: new Date("2020-01-01") }),
    );
    expect(await again(number)).toHaveLength(1);
  });

  test("is opened again within a week of being closed, and then a new one begins", async () => {
    const number = await openNumber();
    await again(number);
    await close(number, 6);
    expect(await again(number)).toMatchObject([{ status: "new", messageCount: 2 }]);
    await close(number, 8);
    expect(await again(number)).toMatchObject([{ status: "resolved" }, { status: "new", messageCount: 1 }]);
  });

  test("that is spam stays where it is", async () => {
    const number = await openNumber();
    await again(number);
    await close(number, 90, "spam");
    expect(await again(number)).toMatchObject([{ status: "spam", messageCount: 2 }]);
  });

  test("is one for each of our numbers, and for each customer", async () => {
    const number = await openNumber();
    await again(number);
    await again(number, { from: "33600000001" });
    expect(await number.listConversations()).toHaveLength(2);
    expect(await number.listCustomers()).toHaveLength(2);
  });

  test("that is quoted is the one that goes on", async () => {
    const number = await openNumber({ source: "whatsapp" });
    const message_uuid = crypto.randomUUID();
    await again(number, { message_uuid });
    await close(number, 30);
    await again(number, { text: "Autre chose" });
    const quoting = { text: "Au sujet de ceci", context: { message_uuid } };
    const [first, second] = await again(number, quoting);
    expect([first?.messageCount, second?.messageCount]).toEqual([2, 1]);
    const quoted = (await number.listMessages()).find(({ body }) => body === "Au sujet de ceci");
    expect(quoted?.content).toEqual({ repliesTo: message_uuid });
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

describe("what is no text", () => {
  const shown = async (message: Record<string, unknown>) => {
    const number = await openNumber({ source: "whatsapp" });
    await number.write({ text: undefined, ...message });
    const { messageIds } = await number.receive();
    const [found] = await number.listMessages();
    return { number, messageIds, ...found };
  };

  test("a file is shown in the list as what it is", async () => {
    const file = { url: "https://api-eu.nexmo.com/v3/media/1", name: "devis.pdf" };
    const { number, ...found } = await shown({ message_type: "file", file });
    expect(found).toMatchObject({ body: "", content: { media: { type: "file", state: "wanted" } } });
    expect(await number.listConversations()).toMatchObject([{ preview: "📎 devis.pdf" }]);
  });

  test("a place", async () => {
    const location = { lat: 48.8583, long: 2.2945, name: "Tour Eiffel", address: "5 avenue Anatole-France" };
    expect(await shown({ message_type: "location", location })).toMatchObject({
      body: "Tour Eiffel\n5 avenue Anatole-France",
      content: { location: { latitude: 48.8583, longitude: 2.2945, name: "Tour Eiffel" } },
    });
  });

  test("somebody's card", async () => {
    const contact = {
      contacts: [{ name: { formatted_name: "Luc Martin" }, phones: [{ phone: "+33 6 00 00 00 00" }] }],
    };
    expect(await shown({ message_type: "contact", contact })).toMatchObject({
      body: "Luc Martin\n+33 6 00 00 00 00",
      content: { contacts: [{ name: "Luc Martin", phones: ["+33 6 00 00 00 00"], emails: [] }] },
    });
  });

  test("a button and a line of a list", async () => {
    expect(
      await shown({ message_type: "reply", reply: { id: "row1", title: "9 h", description: "Matin" } }),
    ).toMatchObject({ body: "9 h", content: { choice: { id: "row1", title: "9 h" } } });
    expect(await shown({ message_type: "button", button: { payload: "yes", text: "Oui" } })).toMatchObject({
      body: "Oui",
      content: { choice: { id: "yes" } },
    });
  });

  test("a reaction, which opens nothing and waits for nobody", async () => {
    const number = await openNumber({ source: "whatsapp" });
    const message_uuid = crypto.randomUUID();
    await number.write({ message_uuid });
    await number.receive();
    await withCompany(number.companyId, (db) =>
      db.update(conversations).set({ status: "resolved", waitingSince: null }),
    );
    const reaction = { emoji: "👍", action: "react" };
    await number.write({ message_type: "reaction", text: undefined, reaction, context: { message_uuid } });
    expect(await number.receive()).toMatchObject({ messageIds: [] });
    expect(await number.listConversations()).toMatchObject([
      { status: "resolved", waitingSince: null, messageCount: 2 },
    ]);
    expect((await number.listMessages()).at(-1)).toMatchObject({
      body: "👍",
      answerable: false,
      content: { reaction: { emoji: "👍", to: message_uuid } },
    });
  });

  test("a kind that nobody knows is shown as it came", async () => {
    const order = { catalog_id: "1", product_items: [{ quantity: "1" }] };
    const found = await shown({ message_type: "order", order });
    expect(found).toMatchObject({ answerable: false, content: { unsupported: { type: "order" } } });
    expect(JSON.parse(found.content?.unsupported?.raw ?? "")).toMatchObject({ order });
    expect(found.messageIds).toHaveLength(1);
  });

  test.each([
    ["a place that is nowhere", { message_type: "location", location: { lat: "north" } }],
    ["an image without an address", { message_type: "image", image: {} }],
    ["a word that JavaScript knows", { message_type: "constructor" }],
  ])("%s too", async (_, message) => {
    expect((await shown(message)).content?.unsupported?.type).toBe(message.message_type);
  });

  test("what PostgreSQL cannot store is stored without it", async () => {
    const found = await shown({
      message_type: "text",
      text: "a\u0000b\ud800c",
      profile: { name: "C\u0000amille" },
    });
    expect(found).toMatchObject({ body: "ab\ufffdc", senderName: "Camille" });
    const odd = await shown({ message_type: "odd\u0000", field: "\u0000\ud800" });
    expect(odd.content?.unsupported?.type).toBe("odd");
  });
});

test("a time that cannot be is the time it came", async () => {
  const number = await openNumber();
  for (const timestamp of ["2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "soon", ""]) {
    await number.write({ timestamp });
  }
  await number.receive();
  for (const { sentAt } of await number.listMessages()) {
    expect(Math.abs(sentAt.getTime() - Date.now())).toBeLessThan(60_000);
  }
});

describe("a long SMS", () => {
  const part = (number: number, text: string, total = 3) => ({
    text,
    concat: "true",
    "concat-ref": "42",
    "concat-total": String(total),
    "concat-part": String(number),
  });

  test("is one message when its parts have come, in any order and in any number of runs", async () => {
    const number = await openNumber({ api: "sms" });
    await number.writeSms(part(3, "vendredi ?"));
    await number.receive();
    await number.writeSms(part(1, "Où en est ma commande, "));
    expect(await number.receive()).toMatchObject({ messageIds: [] });
    expect(await number.listMessages()).toEqual([]);
    await number.writeSms(part(2, "qui devait arriver "));
    expect((await number.receive()).messageIds).toHaveLength(1);
    expect(await bodies(number)).toEqual(["Où en est ma commande, qui devait arriver vendredi ?"]);
    expect((await number.listEvents()).map(({ outcome }) => outcome).toSorted()).toEqual([
      "message",
      "part",
      "part",
    ]);
  });

  test("is shown after a while when a part never comes, and no machine answers it", async () => {
    const number = await openNumber({ api: "sms" });
    await number.writeSms(part(1, "Où en est "));
    await number.writeSms(part(3, "commande ?"));
    await number.receive();
    expect(await number.listMessages()).toEqual([]);
    await number.age(6);
    await number.receive();
    expect(await number.listMessages()).toMatchObject([
      {
        body: "Où en est  […] commande ?",
        answerable: false,
        content: { parts: { total: 3, missing: [2] } },
      },
    ]);
  });
});

describe("STOP", () => {
  const isOut = async (number: OpenNumber) => {
    const rows = await withCompany(number.companyId, (db) =>
      db.execute(
        "select opted_out_at is not null as out from customer_addresses where address = '+33612345678'",
      ),
    );
    return rows[0]?.out;
  };

  test("is kept on the number, shown as the message it is, and lifted by START", async () => {
    const number = await openNumber();
    await number.write({ text: "Stop" });
    await number.receive();
    expect([await isOut(number), await bodies(number)]).toEqual([true, ["Stop"]]);
    await number.write({ text: "START" });
    await number.receive();
    expect(await isOut(number)).toBe(false);
  });

  test("said on WhatsApp is about WhatsApp", async () => {
    const number = await openNumber({ source: "whatsapp" });
    await number.write({ text: "stop" });
    await number.receive();
    expect(await isOut(number)).toBe(false);
  });
});

test("a message that cannot be filed is set apart as it came, and the others are filed", async () => {
  const number = await openNumber();
  await number.write({ text: "Avant", timestamp: seconds(1) });
  await number.write({ text: "Poison", timestamp: seconds(2) });
  await number.write({ text: "Après", timestamp: seconds(3) });
  await refuse("Poison");
  await number.receive();
  const found = await number.listMessages();
  expect(found).toHaveLength(3);
  expect(found.find(({ unparsedBecause }) => unparsedBecause)).toMatchObject({
    unparsedBecause: "broken",
    body: expect.stringContaining('"text":"Poison"'),
  });
  expect((await number.listEvents()).map(({ outcome }) => outcome)).toEqual([
    "message",
    "unparsed",
    "message",
  ]);
});

/** Stands for whatever PostgreSQL may refuse of a message that nobody has thought of. */
async function refuse(body: string): Promise<void> {
  const admin = postgres(testDatabase().adminUrl, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`alter table messages add constraint no_poison check (body <> '${body}')`);
  await admin.end();
}

test("what was received is found by its words and its number", async () => {
  const number = await openNumber();
  await number.write({ text: "Ma chaudière fuit" });
  const { messageIds } = await number.receive();
  for (const words of ["chaudiere", "33612345678", "0612345678", "06 12 34 56 78", "+33612345678"]) {
    const rows = await withCompany(number.companyId, (db) => {
      const query = sql`plainto_tsquery('inbox', ${words})`;
      return db.execute(sql`select message_id from search_messages(${query}, ${query}, 10)`);
    });
    expect(rows.map((row) => Number(row.message_id))).toEqual(messageIds);
  }
  expect(await withCompany(number.companyId, (db) => db.$count(messages))).toBe(1);
});
