import { eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { pauseIntegration, resumeIntegration } from "@/db/queries/integrations-list";
import { getMessage } from "@/db/queries/messages";
import { findNewestRefiling, startRefiling } from "@/db/queries/refilings";
import { conversations, inboundEmails, messages, refilings } from "@/db/schema";
import { announce } from "@/inngest/announce";
import { inngest } from "@/inngest/client";
import { jobsDatabase } from "@/inngest/embedded/connection";
import { sendEvents } from "@/inngest/embedded/send";
import { integrationPollRequested, messageQueued } from "@/inngest/events";
import { functions } from "@/inngest/functions";
import { queueReply, type Reply } from "@/lib/conversations/queue-reply";
import { closeParsers } from "@/lib/email/parser-pool";
import { collectEmails } from "@/lib/intake/collect-emails";
import { connectMailbox } from "@/lib/integrations/connect-mailbox";
import { createCompany } from "@/tests/support/factories/company";
import { createFolder } from "@/tests/support/factories/folder";
import { type HoodiecrowMailbox, startImapServer } from "@/tests/support/imap-server";
import { eventually, quiet, startFunctions } from "@/tests/support/jobs";
import { type SmtpServer, startSmtpServer } from "@/tests/support/smtp-server";

const sql = jobsDatabase();
const camille = { name: "Camille Renaud", address: "camille@client.test" };
let imap: HoodiecrowMailbox;
let smtp: SmtpServer;
let companyId: number;
let employeeId: number;
let integrationId: number;
let stop: () => Promise<void>;

beforeAll(async () => {
  [imap, smtp] = await Promise.all([startImapServer(), startSmtpServer()]);
  ({ companyId, employeeId } = await createCompany({ name: "Atelier Lumen" }));
  integrationId = await withCompany(companyId, (db) =>
    connectMailbox(db, {
      address: "support@atelier.test",
      username: "support@atelier.test",
      password: "secret",
      imapHost: imap.host,
      imapPort: imap.port,
      imapTls: "none",
      smtpHost: smtp.host,
      smtpPort: smtp.port,
      smtpTls: "none",
      savesSent: false,
      sinceDays: 1,
    }),
  );
  ({ stop } = await startFunctions(functions, { with: inngest }));
});

afterAll(async () => {
  await stop();
  await Promise.all([imap.close(), smtp.close(), closeParsers()]);
});

beforeEach(() => {
  smtp.emails.length = 0;
  smtp.fault = undefined;
});

/** As if the minute were over. */
const tick = (name: string) => sql`
  update graphile_worker._private_jobs set run_at = now() - interval '1 second' where key like ${`cron:inbox-${name}:%`}`;

const mail = (id: string, subject: string, text: string) => `From: Camille Renaud <camille@client.test>
To: support@atelier.test
Subject: ${subject}
Message-ID: <${id}@client.test>
Content-Type: text/plain; charset=utf-8

${text}
`;

const arrived = (text: string) =>
  eventually(`the mail "${text}" is a message`, async () => {
    const found = await withCompany(companyId, (db) =>
      db.select().from(messages).innerJoin(conversations, eq(conversations.id, messages.conversationId)),
    );
    return found.find((row) => row.messages.body.includes(text));
  });

test("a delivered mail becomes a filed message: poll, collect, receive, triage", async () => {
  const folder = await withCompany(companyId, (db) =>
    createFolder(db, {
      name: "Commandes",
      rule: { match: "all", parts: [{ field: "subject", operator: "contains", value: "commande" }] },
    }),
  );
  await imap.deliver(mail("first", "Ma commande", "Elle devait arriver vendredi."));
  await tick("poll-integrations");
  const { messages: message } = await arrived("vendredi");
  const filed = await eventually("it is filed", async () => {
    const row = await arrived("vendredi");
    return row.conversations.folderId !== null && row.conversations;
  });
  expect(filed).toMatchObject({ folderId: folder.id, filedBy: "rule", subject: "Ma commande" });
  expect(message).toMatchObject({ kind: "inbound", senderAddress: camille.address });
  const [collected] = await collections();
  expect(collected?.status).toBe("completed");
});

const runsNamed = (name: string) => sql<
  { id: string; status: string; event: { data: Record<string, unknown> } }[]
>`
  select r.id, r.status, e.body as event from jobs.runs r join jobs.events e on e.id = r.event_id
  where function_id = ${`inbox-${name}`} order by r.id`;
const collections = () => runsNamed("collect-emails");

const queue = (reply: Partial<Reply> = {}) =>
  withCompany(companyId, async (db) => {
    const [conversation] = await db.select().from(conversations).orderBy(conversations.id).limit(1);
    const queued = await queueReply(db, {
      conversationId: conversation?.id ?? 0,
      employeeId,
      text: "Elle part demain.",
      to: [camille],
      cc: [],
      bcc: [],
      attachmentIds: [],
      undoSeconds: 0,
      ...reply,
    });
    return {
      ...queued,
      announced: messageQueued.create({
        companyId,
        messageId: queued.id,
        sendAt: queued.sendAt.toISOString(),
      }),
    };
  });

const delivered = (messageId: number, delivery: string) =>
  eventually(`message ${messageId} is ${delivery}`, async () => {
    const message = await withCompany(companyId, (db) => getMessage(db, messageId));
    return message.delivery === delivery && message;
  });

test("a queued reply goes out once, after the time to undo it, however often it is announced", async () => {
  const queued = await queue({ undoSeconds: 1 });
  const twice = [queued.announced, messageQueued.create({ companyId, messageId: queued.id })];
  await withCompany(companyId, (db) => announce(db, twice));
  expect(smtp.emails).toHaveLength(0);
  const sent = await delivered(queued.id, "sent");
  expect(sent.deliveredAt?.getTime()).toBeGreaterThanOrEqual(queued.sendAt.getTime());
  await eventually("the copy lies in Sent", () => imap.folder("Sent").length === 1);
  await quiet();
  expect(smtp.emails).toHaveLength(1);
  expect(smtp.emails[0]?.raw.toString()).toContain("In-Reply-To: <first@client.test>");
  expect(imap.folder("Sent")).toHaveLength(1);
});

test("a reply that the server cannot take now waits for its next try", async () => {
  smtp.fault = { at: "recipient", how: { refuse: 451 } };
  const queued = await queue();
  await withCompany(companyId, (db) => announce(db, [queued.announced]));
  await eventually("the try failed", async () => {
    const message = await withCompany(companyId, (db) => getMessage(db, queued.id));
    return message.delivery === "queued" && message.deliveryAttempts === 1;
  });
  const waiting = await eventually("the next try is planned", async () => {
    const runs = await runsNamed("deliver-message");
    return runs.findLast(({ status, event }) => {
      const isLater = Date.parse(String(event.data.sendAt)) > queued.sendAt.getTime();
      return status === "running" && event.data.messageId === queued.id && isLater;
    });
  });
  const wait = Date.parse(String(waiting.event.data.sendAt)) - queued.sendAt.getTime();
  expect(wait).toBeGreaterThan(25_000);
  expect(wait).toBeLessThan(45_000);
  expect(smtp.emails).toHaveLength(0);
});

test("what lost its event is announced again by the sweep", async () => {
  const queued = await queue();
  await imap.deliver(mail("lost", "Une question", "Êtes-vous ouverts samedi ?"));
  await collectEmails(companyId, integrationId);
  const refilingId = await withCompany(companyId, startRefiling);
  await withCompany(companyId, async (db) => {
    const longAgo = new Date(Date.now() - 400_000);
    await db.update(refilings).set({ startedAt: longAgo });
    await db.update(messages).set({ sendAt: longAgo }).where(eq(messages.id, queued.id));
    await db.update(inboundEmails).set({ keptAt: longAgo }).where(isNull(inboundEmails.outcome));
  });
  await quiet();
  expect(smtp.emails).toHaveLength(0);
  await tick("sweep");
  await delivered(queued.id, "sent");
  await arrived("samedi");
  await eventually("the refiling has ended", async () => {
    const refiling = await withCompany(companyId, findNewestRefiling);
    return refiling?.id === refilingId && refiling.finishedAt !== null;
  });
  expect(smtp.emails).toHaveLength(1);
});

test("a paused mailbox is left alone, whoever asks", async () => {
  await withCompany(companyId, (db) => pauseIntegration(db, integrationId));
  await imap.deliver(mail("paused", "Encore une", "Et dimanche ?"));
  const before = (await collections()).length;
  const polls = (await runsNamed("poll-integrations")).length;
  await tick("poll-integrations");
  await eventually("the poll has ended", async () => {
    const runs = await runsNamed("poll-integrations");
    return runs.length > polls && runs.every((run) => run.status === "completed");
  });
  expect(await collections()).toHaveLength(before);
  await sendEvents(sql, [integrationPollRequested.create({ companyId, integrationId })]);
  await eventually("the collection has ended", async () => {
    const runs = await collections();
    return runs.length === before + 1 && runs.every((run) => run.status === "completed");
  });
  await quiet();
  const bodies = await withCompany(companyId, (db) => db.select({ body: messages.body }).from(messages));
  expect(bodies.some(({ body }) => body.includes("dimanche"))).toBe(false);
  await withCompany(companyId, (db) => resumeIntegration(db, integrationId));
  await tick("poll-integrations");
  await arrived("dimanche");
});

test("events and what steps give hold ids and states, and nothing that anybody wrote", async () => {
  const stored = await sql<{ text: string }[]>`
    select body::text as text from jobs.events
    union all select result::text from jobs.steps where result is not null
    union all select output::text from jobs.runs where output is not null`;
  expect(stored.length).toBeGreaterThan(20);
  const all = stored.map((row) => row.text).join("\n");
  for (const written of [
    "vendredi",
    "samedi",
    "Elle part demain",
    "commande",
    "Camille",
    "@client.test",
    "secret",
  ]) {
    expect(all).not.toContain(written);
  }
});

test("no run of the product failed on the way", async () => {
  const failed = await sql`select function_id, error from jobs.runs where status = 'failed'`;
  expect([...failed]).toEqual([]);
});
