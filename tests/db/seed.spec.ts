import { simpleParser } from "mailparser";
import { createTransport } from "nodemailer";
import { beforeAll, expect, test } from "vitest";
import { findSignIn } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { seedDemo } from "@/db/seed";
import { findDemo } from "@/db/seed/company";
import { verifyPassword } from "@/lib/auth/passwords";
import { syncMailbox } from "@/lib/intake/sync-mailboxes";
import { type DemoWorld, startDemoWorld } from "../support/demo-world";

type Row = Record<string, unknown>;

let world: DemoWorld;
let companyId = 0;

async function ask(query: string): Promise<Row[]> {
  return withCompany(companyId, async (db) => [...(await db.execute<Row>(query))]);
}

async function count(query: string): Promise<number> {
  const [row] = await ask(query);
  return Number(row?.count);
}

beforeAll(async () => {
  world = await startDemoWorld(0.02);
  await seedDemo(world);
  companyId = (await findDemo())?.companyId ?? 0;
  return () => world.close();
}, 60_000);

test("the demo's sign-in opens its company", async () => {
  const { email, password } = await seedDemo(world);
  const known = await findSignIn(email);
  expect(await verifyPassword(known?.passwordHash ?? null, password)).toBe(true);
  expect(known?.employments).toHaveLength(1);
});

test("the demo looks like the inbox of a company at work", async () => {
  const conversations = await count("select count(*) from conversations");
  expect(conversations).toBeGreaterThanOrEqual(130);
  expect(conversations).toBeLessThanOrEqual(180);
  const open = await count("select count(*) from conversations where open");
  expect(open).toBeGreaterThan(25);
  expect(open).toBeLessThan(65);
  const unread = await count("select count(*) from conversations where open and unread");
  expect(unread).toBeGreaterThan(5);
  expect(unread).toBeLessThan(30);
  expect(await count("select count(distinct folder_id) from conversations")).toBe(5);
  expect(await count("select count(*) from messages where kind = 'note'")).toBeGreaterThan(5);
  expect(await count("select count(*) from conversations where last_message_at > now()")).toBe(0);
  const first = await count("select count(distinct subject) from conversations");
  expect(first).toBeGreaterThan(100);
});

test.each([
  ["newsletters, apart", "select count(*) from conversations where bulk", 6],
  ["a mail nobody can read", "select count(*) from messages where unparsed_because is not null", 1],
  ["a reply that failed", "select count(*) from messages where delivery = 'failed'", 1],
  ["a reply of unknown fate", "select count(*) from messages where delivery = 'unknown'", 1],
  ["a reply that bounced", "select count(*) from messages where bounced_at is not null", 1],
  ["drafts", "select count(*) from drafts", 2],
  ["chats", "select count(*) from conversations where source <> 'email'", 12],
  [
    "a picture that came by WhatsApp",
    "select count(*) from messages where content->'media'->>'state' = 'stored'",
    1,
  ],
  ["answers that were read", "select count(*) from messages where read_at is not null", 6],
  [
    "somebody who wants no more SMS",
    "select count(*) from customer_addresses where opted_out_at is not null",
    1,
  ],
])("the demo holds %s", async (_, query, expected) => {
  expect(await count(query)).toBe(expected);
});

test("what happened to past conversations happened then, and nobody may rewrite it", async () => {
  expect(await count("select count(*) from activities where happened_at > now()")).toBe(0);
  expect(
    await count(`select count(*) from activities a join conversations c on c.id = a.conversation_id
      where a.verb = 'filed' and a.happened_at > c.last_message_at + interval '1 minute'`),
  ).toBe(0);
  await expect(ask("update activities set happened_at = now()")).rejects.toThrow();
});

test("every mail on the demo's servers is stored, and none twice", async () => {
  for (const { address, imap } of world.mailboxes) {
    const onServer = imap.folder("INBOX").length + imap.folder("Sent").length;
    const stored = `select count(*) from inbound_emails e join integrations i on i.id = e.integration_id
      where i.address = '${address}' and e.outcome is not null`;
    expect(await count(stored)).toBe(onServer);
    expect(await count(`${stored} and e.outcome = 'duplicate'`)).toBe(0);
  }
});

test("a later start, with servers that begin empty, loses and repeats nothing", async () => {
  const before = await ask(
    "select (select count(*) from messages) m, (select count(*) from inbound_emails) e",
  );
  const later = await startDemoWorld();
  await seedDemo(later);
  const integrations = await ask("select id, address from integrations");
  for (const { id } of integrations) await syncMailbox(companyId, Number(id));
  expect(
    await ask("select (select count(*) from messages) m, (select count(*) from inbound_emails) e"),
  ).toEqual(before);
  for (const [index, { imap }] of later.mailboxes.entries()) {
    expect(imap.folder("INBOX").length).toBe(world.mailboxes[index]?.imap.folder("INBOX").length);
  }
  const [first] = later.mailboxes;
  await first?.imap.deliver(
    "From: new@customer.test\nSubject: Encore moi\nMessage-ID: <n@customer.test>\n\nBonjour",
  );
  const { received } = await syncMailbox(
    companyId,
    Number(integrations.find((one) => one.address === first?.address)?.id),
  );
  expect(received).toBe(1);
  await later.close();
  await seedDemo(world);
});

test("a customer who is answered answers, in the same thread", async () => {
  const [box] = world.mailboxes;
  if (!box) throw new Error("The demo has no mailbox");
  const transport = createTransport({
    ...box.smtp,
    auth: { user: box.imap.username, pass: box.imap.password },
    ignoreTLS: true,
  });
  await transport.sendMail({
    from: box.address,
    to: "lucie.barraud@courriel.example",
    subject: "Re: Commande 12412 : délai",
    messageId: "<reply@atelierlumen.fr>",
    references: ["<first@courriel.example>"],
    text: "Bonjour Lucie, oui.",
  });
  const answered = () =>
    box.imap.folder("INBOX").find(({ raw }) => raw.includes("In-Reply-To: <reply@atelierlumen.fr>"));
  await expect.poll(answered, { timeout: 15_000, interval: 100 }).toBeDefined();
  const answer = await simpleParser(Buffer.from(answered()?.raw ?? "", "latin1"));
  expect(answer.references).toEqual(["<first@courriel.example>", "<reply@atelierlumen.fr>"]);
  expect(answer.text).toContain("Parfait, merci pour votre rapidité !");
});
