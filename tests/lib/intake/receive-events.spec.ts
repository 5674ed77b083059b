import { sql } from "drizzle-orm";
import postgres from "postgres";
import { describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { messages } from "@/db/schema";
import { type OpenNumber, openNumber } from "@/tests/support/channel-world";
import { testDatabase } from "@/tests/support/database";

const seconds = (count: number) => new Date(Date.now() - 60_000 + count * 1000).toISOString();
const bodies = async (number: OpenNumber) => (await number.listMessages()).map(({ body }) => body);

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
