import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { activities, type Conversation, conversations } from "@/db/schema";

const CHANGEABLE = {
  id: conversations.id,
  status: conversations.status,
  assigneeId: conversations.assigneeId,
  folderId: conversations.folderId,
  unread: conversations.unread,
  bulk: conversations.bulk,
  filedBy: conversations.filedBy,
  filing: conversations.filing,
  resolvedAt: conversations.resolvedAt,
  waitingSince: conversations.waitingSince,
};

export type ChangeableConversation = Pick<Conversation, keyof typeof CHANGEABLE>;

/** What a person may change of a conversation. */
export type ConversationChange = Partial<
  Pick<Conversation, "status" | "assigneeId" | "folderId" | "filedBy" | "filing" | "unread" | "bulk">
>;

const are = (db: Db, ids: number[]) =>
  and(eq(conversations.companyId, db.companyId), inArray(conversations.id, ids));

/** Those of these conversations that are there, held until the transaction ends; always in the same order. */
export async function lockConversations(db: Db, ids: number[]): Promise<ChangeableConversation[]> {
  return db
    .select(CHANGEABLE)
    .from(conversations)
    .where(and(are(db, ids), isNull(conversations.mergedIntoId)))
    .orderBy(asc(conversations.id))
    .for("update");
}

const CLOSED = sql`('resolved', 'archived', 'spam')`;

// Who waits is read again when a conversation is opened again: the customer, if the last word was theirs.
const LAST_WORD = sql`(
  select case when m.kind = 'inbound' and m.origin = 'person' then m.sent_at end from messages m
  where m.company_id = ${conversations.companyId} and m.conversation_id = ${conversations.id} and m.kind <> 'note'
  order by m.sent_at desc, m.id desc limit 1)`;

/** Writes the same change to all of them; a new status also says since when, and whether the customer waits. */
export async function updateConversations(db: Db, ids: number[], set: ConversationChange): Promise<void> {
  const { status } = set;
  const followed = status && {
    resolvedAt: status === "resolved" ? sql`now()` : null,
    waitingSince: sql`case when ${status} in ${CLOSED} then null
      when ${conversations.status} in ${CLOSED} then ${LAST_WORD} else ${conversations.waitingSince} end`,
  };
  await db
    .update(conversations)
    .set({ ...set, ...followed })
    .where(are(db, ids));
  for (const id of ids) db.changed.add(id);
}

export interface NewActivity {
  /** None for what concerns no conversation. */
  conversationId?: number;
  employeeId: number;
  verb: string;
  detail?: Record<string, unknown>;
}

/** Notes what a person did; answers the ids in the order given. */
export async function insertActivities(db: Db, rows: NewActivity[]): Promise<number[]> {
  if (rows.length === 0) return [];
  const written = await db
    .insert(activities)
    .values(rows.map((row) => ({ ...row, companyId: db.companyId, actor: "person" as const })))
    .returning({ id: activities.id });
  return written.map((row) => row.id);
}
