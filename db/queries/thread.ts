import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { attachments, employees, inboundEmails, messageContents, messages } from "@/db/schema";
import { listThreadActivities, type ThreadActivity } from "./thread-activities";

const PAGE = 50;
const SHOWN_AT_ONCE = 20_000;

const ATTACHMENT = {
  id: attachments.id,
  messageId: attachments.messageId,
  kind: attachments.kind,
  name: attachments.name,
  type: attachments.type,
  size: attachments.size,
  inline: attachments.inline,
};

const MESSAGE = {
  id: messages.id,
  kind: messages.kind,
  origin: messages.origin,
  sentAt: messages.sentAt,
  employeeId: messages.employeeId,
  employeeName: employees.name,
  senderName: messages.senderName,
  senderAddress: messages.senderAddress,
  recipients: messages.recipients,
  subject: messages.subject,
  body: sql<string>`left(${messages.body}, ${SHOWN_AT_ONCE})`,
  cut: sql<boolean>`length(${messages.body}) > ${SHOWN_AT_ONCE}`,
  quoted: messages.quoted,
  html: messages.html,
  attachmentCount: messages.attachmentCount,
  unparsedBecause: messages.unparsedBecause,
  delivery: messages.delivery,
  sendAt: messages.sendAt,
  deliveryAttempts: messages.deliveryAttempts,
  deliveryDetail: messages.deliveryDetail,
  deliveredAt: messages.deliveredAt,
  arrivedAt: messages.arrivedAt,
  readAt: messages.readAt,
  externalId: messages.externalId,
  content: messages.content,
  bouncedAt: messages.bouncedAt,
  hasOriginal: sql<boolean>`exists (select 1 from ${inboundEmails}
    where ${inboundEmails.companyId} = ${messages.companyId} and ${inboundEmails.messageId} = ${messages.id})`,
};

type MessageRow = Awaited<ReturnType<typeof listPage>>[number];

export type ThreadAttachment = Pick<
  typeof attachments.$inferSelect,
  "id" | "kind" | "name" | "type" | "size" | "inline"
>;
export type ThreadMessage = MessageRow & { attachments: ThreadAttachment[] };

/** A part of a conversation, the oldest first; `hasEarlier` when older messages than these are there. */
export interface Thread {
  messages: ThreadMessage[];
  activities: ThreadActivity[];
  hasEarlier: boolean;
}

/** The newest messages of a conversation, with what happened since the first of them. */
export async function readThread(db: Db, conversationId: number): Promise<Thread> {
  return readPart(db, { conversationId });
}

/** The messages before one of a conversation, with what happened between them. */
export async function readEarlier(
  db: Db,
  { conversationId, beforeId }: { conversationId: number; beforeId: number },
): Promise<Thread> {
  return readPart(db, { conversationId, beforeId });
}

interface Part {
  conversationId: number;
  beforeId?: number;
}

async function readPart(db: Db, part: Part): Promise<Thread> {
  const rows = await listPage(db, part);
  const shown = rows.slice(0, PAGE).reverse();
  const hasEarlier = rows.length > PAGE;
  const [files, activities] = await Promise.all([
    listFiles(
      db,
      shown.map(({ id }) => id),
    ),
    listThreadActivities(db, {
      conversationId: part.conversationId,
      fromId: hasEarlier ? shown[0]?.id : undefined,
      beforeId: part.beforeId,
    }),
  ]);
  return {
    messages: shown.map((row) => ({ ...row, attachments: files.get(row.id) ?? [] })),
    activities,
    hasEarlier,
  };
}

async function listPage(db: Db, { conversationId, beforeId }: Part) {
  const earlier =
    beforeId === undefined
      ? undefined
      : sql`(${messages.sentAt}, ${messages.id}) < (select b.sent_at, b.id from messages b
          where b.company_id = ${db.companyId} and b.id = ${beforeId})`;
  return db
    .select(MESSAGE)
    .from(messages)
    .leftJoin(
      employees,
      and(eq(employees.companyId, messages.companyId), eq(employees.id, messages.employeeId)),
    )
    .where(and(eq(messages.companyId, db.companyId), eq(messages.conversationId, conversationId), earlier))
    .orderBy(desc(messages.sentAt), desc(messages.id))
    .limit(PAGE + 1);
}

async function listFiles(db: Db, messageIds: number[]): Promise<Map<number, ThreadAttachment[]>> {
  const files = new Map<number, ThreadAttachment[]>();
  if (messageIds.length === 0) return files;
  const rows = await db
    .select(ATTACHMENT)
    .from(attachments)
    .where(and(eq(attachments.companyId, db.companyId), inArray(attachments.messageId, messageIds)))
    .orderBy(asc(attachments.id));
  for (const { messageId, ...file } of rows) {
    files.set(messageId ?? 0, [...(files.get(messageId ?? 0) ?? []), file]);
  }
  return files;
}

/** Everything a message says, what it quotes included; undefined when the message is not there. */
export async function readFullText(db: Db, messageId: number): Promise<string | undefined> {
  const [row] = await db
    .select({ fullText: messageContents.fullText, body: messages.body })
    .from(messages)
    .leftJoin(
      messageContents,
      and(eq(messageContents.companyId, messages.companyId), eq(messageContents.messageId, messages.id)),
    )
    .where(and(eq(messages.companyId, db.companyId), eq(messages.id, messageId)));
  return row && (row.fullText ?? row.body);
}
