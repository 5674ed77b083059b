import { ImapFlow } from "imapflow";
import { simpleParser } from "mailparser";
import postgres from "postgres";

/** A program of its own: what most people would write. Fetch, parse, insert, one mail after the other. */
const [port = 0, size = 1000] = process.argv.slice(2).map(Number);
const sql = postgres(process.env.DATABASE_OWNER_URL ?? "", { onnotice: () => undefined });
await sql`drop table if exists plain_mails`;
await sql`create table plain_mails (id serial primary key, message_id text, sender text, subject text, body text, html text, files int)`;

const auth = { user: `first-${size}`, pass: "x" };
const client = new ImapFlow({
  host: "127.0.0.1",
  port,
  secure: false,
  doSTARTTLS: false,
  auth,
  logger: false,
});
await client.connect();
await client.mailboxOpen("INBOX", { readOnly: true });
const startedAt = performance.now();
const cpu = process.cpuUsage();
for await (const { source } of client.fetch(`1:${size}`, { source: true }, { uid: true })) {
  const mail = await simpleParser(source ?? "");
  await sql`insert into plain_mails (message_id, sender, subject, body, html, files)
    values (${mail.messageId ?? null}, ${mail.from?.text ?? null}, ${mail.subject ?? null}, ${mail.text ?? null},
      ${mail.html || null}, ${mail.attachments.length})`;
}
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage(cpu);
const [{ count } = { count: 0 }] = await sql`select count(*)::int as count from plain_mails`;
await sql`drop table plain_mails`;
await Promise.all([client.logout(), sql.end()]);
process.stdout.write(
  `${JSON.stringify({ what: "plain", mails: count, seconds, cpuMs: (user + system) / 1000 })}\n`,
);
