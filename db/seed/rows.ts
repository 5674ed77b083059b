import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { conversations, type Message, messages } from "@/db/schema";
import { makeEmailId } from "@/lib/email/smtp-email-id";
import { env } from "@/lib/env";
import { createDraft } from "@/tests/support/factories/draft";
import { createMessage } from "@/tests/support/factories/message";
import { createMessageReference } from "@/tests/support/factories/message-reference";
import type { Arrangement } from "./arrange";
import people from "./people.json";
import phrases from "./phrases.json";
import type { Thread } from "./plan-threads";
import spam from "./spam.json";

type Employees = Map<string, number>;

const rowsOf = (rows: object[]) => sql`${JSON.stringify(rows)}::jsonb`;

/** What we sent names the employee who wrote it; customers have the organization they wrote for. */
export async function nameAuthors(db: Db, threads: Thread[], employees: Employees): Promise<void> {
  const written = threads.flatMap(({ parts }) =>
    parts
      .filter(({ by }) => by === "employee")
      .map(({ emailId, author }) => ({ email_id: emailId, employee_id: employees.get(author) })),
  );
  await db.execute(sql`
    update messages m set employee_id = r.employee_id, delivered_at = m.sent_at
    from jsonb_to_recordset(${rowsOf(written)}) as r(email_id text, employee_id bigint)
    where m.company_id = ${db.companyId} and m.email_id = r.email_id and m.kind = 'outbound'`);
  await db.execute(sql`
    update customers c set organization = r.organization
    from customer_addresses a, jsonb_to_recordset(${rowsOf(people)}) as r(address text, organization text)
    where c.company_id = ${db.companyId} and a.company_id = c.company_id and a.customer_id = c.id
      and a.address = r.address`);
}

async function findFirstMessage(db: Db, thread: Thread): Promise<Message> {
  const [row] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.companyId, db.companyId), eq(messages.emailId, thread.parts[0]?.emailId ?? "")));
  if (!row) throw new Error(`"${thread.subject}" was not received`);
  return row;
}

export async function addNotes(db: Db, threads: Thread[], employees: Employees): Promise<void> {
  for (const thread of threads) {
    for (const { text, at, author } of thread.parts.filter(({ by }) => by === "note")) {
      const { conversationId } = await findFirstMessage(db, thread);
      const employeeId = employees.get(author) ?? null;
      await createMessage(db, {
        conversationId,
        kind: "note",
        employeeId,
        senderName: author,
        senderAddress: "",
        subject: "",
        body: text,
        sentAt: at,
        emailId: null,
        contentHash: null,
      });
    }
  }
}

/** Totals, times and preview by the messages, which were not received in the order they were written, then what people decided. */
export async function settleConversations(db: Db, arranged: Arrangement[]): Promise<void> {
  await db.execute(sql`
    update conversations c set
      message_count = t.count, first_message_at = t.first_at, last_message_at = t.last_at,
      preview = left(regexp_replace(t.body, '\\s+', ' ', 'g'), 140),
      first_reply_at = t.reply_at,
      waiting_since = (select min(i.sent_at) from messages i where i.company_id = c.company_id
        and i.conversation_id = c.id and i.kind = 'inbound' and i.origin = 'person'
        and i.sent_at > coalesce(t.last_reply_at, '-infinity'))
    from (
      select conversation_id, count(*) as count, min(sent_at) as first_at, max(sent_at) as last_at,
        min(sent_at) filter (where kind = 'outbound') as reply_at,
        max(sent_at) filter (where kind = 'outbound') as last_reply_at,
        (array_agg(body order by sent_at desc))[1] as body
      from messages where company_id = ${db.companyId} and kind <> 'note' group by conversation_id
    ) t
    where c.company_id = ${db.companyId} and c.id = t.conversation_id and not c.bulk`);
  await db.execute(sql`
    update conversations c set status = r.status, assignee_id = r.assignee_id, unread = r.unread,
      resolved_at = r.resolved_at
    from jsonb_to_recordset(${rowsOf(arranged)}) as r(first_id text, status text, assignee_id bigint, unread boolean,
      resolved_at timestamptz), messages m
    where m.company_id = ${db.companyId} and r.first_id in (m.email_id, m.external_id)
      and c.company_id = m.company_id and c.id = m.conversation_id`);
  await db.execute(sql`
    update conversations set unread = false
    where company_id = ${db.companyId} and bulk and last_message_at < now() - interval '5 days'`);
}

export async function setSpam(db: Db): Promise<void> {
  await db.execute(sql`
    update conversations c set status = 'spam', unread = false
    from customer_addresses a, jsonb_to_recordset(${rowsOf(spam)}) as r(address text)
    where c.company_id = ${db.companyId} and a.company_id = c.company_id and a.customer_id = c.customer_id
      and a.address = r.address`);
}

const TROUBLES = [
  {
    delivery: "failed",
    deliveryDetail: "550 5.1.1 Recipient address rejected: User unknown",
    deliveryPhase: null,
  },
  {
    delivery: "unknown",
    deliveryDetail: "Connection closed after the message was handed over",
    deliveryPhase: "data",
  },
] as const;

/** One answer that the server refused, and one of which nobody knows whether it took it. */
export async function addTroubledReplies(db: Db, threads: Thread[], employees: Employees): Promise<void> {
  for (const [index, trouble] of TROUBLES.entries()) {
    const thread = threads[index];
    if (!thread) continue;
    const answer = await answerTo(db, thread, employees);
    const { id, conversationId } = await createMessage(db, { ...answer, ...trouble });
    const ancestors = thread.parts.filter(({ by }) => by !== "note").toReversed();
    for (const [position, { emailId }] of ancestors.entries()) {
      await createMessageReference(db, { messageId: id, emailId, position });
    }
    await db
      .update(conversations)
      .set({ status: "in_progress", unread: false, waitingSince: null })
      .where(and(eq(conversations.companyId, db.companyId), eq(conversations.id, conversationId)));
  }
}

async function answerTo(db: Db, thread: Thread, employees: Employees) {
  const { person, box, story } = thread;
  const { conversationId, integrationId } = await findFirstMessage(db, thread);
  const first = person.name.split(" ")[0] ?? person.name;
  const asked = thread.parts.at(-1)?.at.getTime() ?? 0;
  const sentAt = new Date(Math.min(asked + 50 * 60_000, Date.now() - 60_000));
  return {
    conversationId,
    integrationId,
    kind: "outbound" as const,
    employeeId: employees.get("Léa Bernard") ?? null,
    senderName: "Léa Bernard – Atelier Lumen",
    senderAddress: box,
    recipients: { to: [{ name: person.name, address: person.address }], cc: [], bcc: [] },
    subject: `Re: ${thread.subject}`,
    body: phrases[story.language].ours.late.replace("{customer}", first),
    emailId: makeEmailId("atelierlumen.fr", env.NEXTAUTH_SECRET),
    contentHash: null,
    sentAt,
    sendAt: sentAt,
    deliveryStartedAt: sentAt,
    deliveryAttempts: 1,
  };
}

/** Two answers Nadia has begun. */
export async function addDrafts(db: Db, threads: Thread[], employees: Employees): Promise<void> {
  for (const thread of threads.slice(-2)) {
    const { story, person } = thread;
    const first = person.name.split(" ")[0] ?? person.name;
    const { conversationId } = await findFirstMessage(db, thread);
    await createDraft(db, {
      conversationId,
      employeeId: employees.get("Nadia Ferrand") ?? 0,
      body: phrases[story.language].ours.begun.replace("{customer}", first),
      recipients: { to: [{ name: person.name, address: person.address }], cc: [], bcc: [] },
    });
  }
}
