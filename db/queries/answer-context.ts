import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { conversations, customers, employees, folders, messages } from "@/db/schema";

const MESSAGES = 30;
const LONGEST = 6000;

export type ContextMessage = Awaited<ReturnType<typeof listContextMessages>>[number];

/** What customer and company wrote to each other up to one message, the oldest first; never a note, a bounce or a robot's word. */
export async function listContextMessages(
  db: Db,
  { conversationId, messageId }: { conversationId: number; messageId: number },
) {
  const rows = await db
    .select({
      id: messages.id,
      kind: messages.kind,
      origin: messages.origin,
      senderName: messages.senderName,
      employeeName: employees.name,
      sentAt: messages.sentAt,
      subject: messages.subject,
      body: sql<string>`left(${messages.body}, ${LONGEST})`,
      html: messages.html,
      attachmentCount: messages.attachmentCount,
    })
    .from(messages)
    .leftJoin(
      employees,
      and(eq(employees.companyId, messages.companyId), eq(employees.id, messages.employeeId)),
    )
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.conversationId, conversationId),
        inArray(messages.kind, ["inbound", "outbound"]),
        sql`(${messages.kind} = 'outbound' or ${messages.origin} = 'person')`,
        sql`(${messages.sentAt}, ${messages.id}) <= (select b.sent_at, b.id from messages b
          where b.company_id = ${db.companyId} and b.id = ${messageId})`,
      ),
    )
    .orderBy(desc(messages.sentAt), desc(messages.id))
    .limit(MESSAGES);
  return rows.reverse();
}

/** Whom a conversation is with, and what its folder wants said. */
export async function getAnswerSetting(db: Db, conversationId: number) {
  const [row] = await db
    .select({
      subject: conversations.subject,
      source: conversations.source,
      customerName: customers.name,
      folderId: conversations.folderId,
      instructions: folders.instructions,
    })
    .from(conversations)
    .innerJoin(
      customers,
      and(eq(customers.companyId, conversations.companyId), eq(customers.id, conversations.customerId)),
    )
    .leftJoin(
      folders,
      and(eq(folders.companyId, conversations.companyId), eq(folders.id, conversations.folderId)),
    )
    .where(and(eq(conversations.companyId, db.companyId), eq(conversations.id, conversationId)))
    .orderBy(asc(conversations.id));
  if (!row) throw new Error(`Conversation ${conversationId} is not there`);
  return row;
}

/** The customer's newest message in a conversation; undefined when none wrote. */
export async function findLatestInbound(db: Db, conversationId: number): Promise<number | undefined> {
  const [row] = await db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.conversationId, conversationId),
        eq(messages.kind, "inbound"),
        eq(messages.origin, "person"),
      ),
    )
    .orderBy(desc(messages.sentAt), desc(messages.id))
    .limit(1);
  return row?.id;
}
