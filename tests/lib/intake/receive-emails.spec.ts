import { readdirSync } from "node:fs";
import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { attachments, inboundEmails, messages } from "@/db/schema";
import { env } from "@/lib/env";
import { receiveEmails } from "@/lib/intake/receive-emails";
import { readLedger } from "@/lib/integrations/ledger";
import { type Intake, listConversations, openIntake, openIntakeOf } from "@/tests/support/arrivals";
import { testDatabase } from "@/tests/support/database";
import { letter } from "@/tests/support/letter";
import { listAllMessages } from "@/tests/support/mailbox";

const ledgerOf = ({ companyId, integrationId }: Intake) =>
  withCompany(companyId, (db) => readLedger(db, integrationId));

const countCustomers = async ({ companyId }: Intake) => {
  const rows = await withCompany(companyId, (db) =>
    db.execute<{ count: string }>(sql`select count(*) from customers where company_id = ${companyId}`),
  );
  return Number(rows[0]?.count);
};

const listFiles = ({ companyId }: Intake) => {
  try {
    return readdirSync(`${env.FILES_DIR}/${companyId}`, { recursive: true }).filter((name) =>
      String(name).includes("/"),
    );
  } catch {
    return [];
  }
};

const withAttachment = (id: string) =>
  `${letter({
    id,
    headers: { "Content-Type": 'multipart/mixed; boundary="b"' },
    text: '--b\nContent-Type: text/plain\n\nVoici le plan.\n--b\nContent-Type: text/plain; name="plan.txt"\nContent-Disposition: attachment; filename="plan.txt"\n\nMesures\n--b--',
  })}`;

test("fifty who receive the same mails at once make one message of each, and one customer", async () => {
  const intake = await openIntake();
  await intake.keep(
    Array.from({ length: 20 }, (_, n) => ({ id: `${n}@customer.test`, subject: `Mail ${n}` })),
  );

  const received = await Promise.all(Array.from({ length: 50 }, () => intake.receive()));

  expect(await listAllMessages(intake)).toHaveLength(20);
  expect(await countCustomers(intake)).toBe(1);
  const announced = received.flatMap(({ messageIds }) => messageIds);
  expect(announced).toHaveLength(20);
  expect(new Set(announced).size).toBe(20);
});

test("two mailboxes that hear from a new customer at once know one customer", async () => {
  const support = await openIntake();
  const sales = await openIntakeOf(support.companyId, "sales@atelier.test");
  await support.keep([{ id: "1@customer.test" }]);
  await sales.keep([{ id: "2@customer.test", to: "sales@atelier.test" }]);

  await Promise.all([support.receive(), sales.receive()]);

  expect(await countCustomers(support)).toBe(1);
});

test("mails are read oldest first and no more than asked, and nothing is read twice", async () => {
  const intake = await openIntake();
  await intake.keep(
    Array.from({ length: 250 }, (_, n) => ({ id: `${n}@customer.test`, subject: `Mail ${n}` })),
  );

  const first = await receiveEmails(intake.companyId, intake.integrationId, 100);
  expect(first).toMatchObject({ settled: 100 });
  expect(await ledgerOf(intake)).toMatchObject({ filed: 100, pending: 150 });

  expect(await intake.receive()).toMatchObject({ settled: 150 });
  expect(await intake.receive()).toMatchObject({ settled: 0, messageIds: [] });
});

test("a mail that cannot be filed is set apart with its source, and the others of its batch are filed", async () => {
  const intake = await openIntake();
  await refuseBodies("Poison");
  await intake.keep([
    { id: "1@customer.test", subject: "Before" },
    { id: "2@customer.test", subject: "Refused", text: "Poison" },
    { id: "3@customer.test", subject: "After" },
  ]);

  const { messageIds } = await intake.receive();

  expect(messageIds).toHaveLength(2);
  expect(await ledgerOf(intake)).toMatchObject({ seen: 3, filed: 2, setApart: 1, pending: 0 });
  const apart = (await listAllMessages(intake)).find(({ subject }) => subject === "Refused");
  expect(apart).toMatchObject({
    unparsedBecause: "broken",
    body: expect.stringContaining("Subject: Refused"),
  });
});

/** Stands for whatever PostgreSQL may refuse of a mail that nobody has thought of. */
async function refuseBodies(beginning: string): Promise<void> {
  const admin = postgres(testDatabase().adminUrl, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`alter table messages add constraint no_poison check (body not like '${beginning}%')`);
  await admin.end();
}

test("a mail whose stored source is lost or damaged is set apart, and stops no other", async () => {
  const intake = await openIntake();
  const [lost = 0, damaged = 0] = await intake.keep([{}, {}, { id: "3@customer.test", subject: "Whole" }]);
  await withCompany(intake.companyId, async (db) => {
    const rawKey = `${intake.companyId}/ab/ab000000-0000-0000-0000-000000000000`;
    await db.update(inboundEmails).set({ raw: null, rawKey }).where(eq(inboundEmails.id, lost));
    await db
      .update(inboundEmails)
      .set({ raw: Buffer.from("no gzip") })
      .where(eq(inboundEmails.id, damaged));
  });

  await intake.receive();

  expect(await ledgerOf(intake)).toMatchObject({ seen: 3, filed: 1, setApart: 1, duplicates: 1, pending: 0 });
  const apart = (await listAllMessages(intake)).find(({ unparsedBecause }) => unparsedBecause);
  expect(apart).toMatchObject({ unparsedBecause: "source-lost" });
});

test("a mail that nobody can read is shown as it came, with the reason", async () => {
  const intake = await openIntake();
  const head = Array.from(
    { length: 1_100 },
    (_, n) => `--b${n}\r\nContent-Type: multipart/mixed; boundary=b${n + 1}\r\n\r\n`,
  );
  const raw = `From: a@customer.test\r\nSubject: Deep\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n${head.join("")}`;
  await intake.keep([{ raw }]);

  await intake.receive();

  const [deep] = await listAllMessages(intake);
  expect(deep).toMatchObject({
    subject: "Deep",
    sender: "a@customer.test",
    unparsedBecause: "too-many-parts",
  });
  expect(deep?.body).toContain("Content-Type: multipart/mixed");
});

test("an attachment is stored once, however often its mail is found", async () => {
  const intake = await openIntake();
  await intake.keep([{ raw: withAttachment("1@customer.test") }]);
  await intake.receive();
  const stored = listFiles(intake);

  await intake.keep([{ raw: withAttachment("1@customer.test") }]);
  await Promise.all([intake.receive(), intake.receive()]);

  expect(await ledgerOf(intake)).toMatchObject({ filed: 1, duplicates: 1 });
  expect(stored).toHaveLength(1);
  expect(listFiles(intake)).toEqual(stored);
  const rows = await withCompany(intake.companyId, (db) => db.select().from(attachments));
  expect(rows).toMatchObject([{ name: "plan.txt", inline: false }]);
});

test("a message that came is found by its words, its sender and its attachment's name", async () => {
  const intake = await openIntake();
  await intake.keep([{ raw: withAttachment("1@customer.test") }]);
  const { messageIds } = await intake.receive();

  const found = (words: string) =>
    withCompany(intake.companyId, async (db) => {
      const query = sql`plainto_tsquery('inbox', ${words})`;
      const rows = await db.execute<{ message_id: string }>(
        sql`select message_id from search_messages(${query}, ${query}, 10)`,
      );
      return rows.map((row) => Number(row.message_id));
    });
  for (const words of ["voici plan", "claire", "plan txt"]) expect(await found(words)).toEqual(messageIds);
  expect(await found("mesures inconnues")).toEqual([]);
});

test("a contact form in our own name is its customer's question", async () => {
  const intake = await openIntake();
  await intake.keep([
    { id: "form@atelier.test", from: intake.address, replyTo: "Paul <paul@customer.test>", received: false },
  ]);

  const { messageIds } = await intake.receive();

  expect(messageIds).toHaveLength(1);
  expect(await listConversations(intake)).toMatchObject([{ customer: "paul@customer.test", bulk: false }]);
});

test("a mail without a sender opens a conversation all the same", async () => {
  const intake = await openIntake();
  await intake.keep([{ raw: "Subject: Nobody\r\n\r\nHello\r\n" }, { raw: "\r\n" }]);

  await intake.receive();

  expect(await ledgerOf(intake)).toMatchObject({ seen: 2, pending: 0 });
  expect(await listAllMessages(intake)).toHaveLength(2);
});

test("a newsletter is filed apart and waits for no triage", async () => {
  const intake = await openIntake();
  await intake.keep([
    {
      id: "n@shop.test",
      from: "Boutique <news@shop.test>",
      subject: "Nos nouveautés",
      headers: {
        "List-Id": "<news.shop.test>",
        "List-Unsubscribe": "<https://shop.test/u>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        Precedence: "bulk",
      },
    },
  ]);

  const { messageIds } = await intake.receive();

  expect(messageIds).toEqual([]);
  expect(await listConversations(intake)).toMatchObject([{ bulk: true, subject: "Nos nouveautés" }]);
  expect(await ledgerOf(intake)).toMatchObject({ newsletters: 1, filed: 0 });
});

test("a preview that ends in half an emoji stops nothing", async () => {
  const intake = await openIntake();
  await intake.keep([{ id: "1@customer.test", text: `${"a ".repeat(30)}${" ".repeat(498)}🙂🙂🙂` }]);

  await intake.receive();

  expect(await ledgerOf(intake)).toMatchObject({ filed: 1, setApart: 0 });
  const [row] = await withCompany(intake.companyId, (db) =>
    db.select({ body: messages.body }).from(messages),
  );
  expect(row?.body).toContain("🙂🙂🙂");
});
