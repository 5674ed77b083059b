import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Proposal, type ProposalOutcome, proposals } from "@/db/schema";

const is = (db: Db, id: number) => and(eq(proposals.companyId, db.companyId), eq(proposals.id, id));

const isOpenIn = (db: Db, conversationId: number) =>
  and(
    eq(proposals.companyId, db.companyId),
    eq(proposals.conversationId, conversationId),
    isNull(proposals.settledAt),
  );

export async function findProposal(db: Db, id: number): Promise<Proposal | undefined> {
  const [proposal] = await db.select().from(proposals).where(is(db, id));
  return proposal;
}

/** What is proposed in a conversation and not yet settled; held when it is to be changed. */
export async function findOpenProposal(db: Db, conversationId: number): Promise<Proposal | undefined> {
  const [proposal] = await db.select().from(proposals).where(isOpenIn(db, conversationId)).for("update");
  return proposal;
}

/** The proposal that a conversation shows, and whether something newer was said since. */
export async function findShownProposal(
  db: Db,
  conversationId: number,
): Promise<(Proposal & { isStale: boolean }) | undefined> {
  const [row] = await db
    .select({
      proposal: proposals,
      isStale: sql<boolean>`exists (select from messages m
        where m.company_id = ${db.companyId} and m.conversation_id = ${conversationId} and m.kind <> 'note'
          and (m.sent_at, m.id) > (select b.sent_at, b.id from messages b
            where b.company_id = ${db.companyId} and b.id = proposals.message_id))`,
    })
    .from(proposals)
    .where(isOpenIn(db, conversationId))
    .orderBy(desc(proposals.id))
    .limit(1);
  return row && { ...row.proposal, isStale: row.isStale };
}

interface NewProposal {
  conversationId: number;
  messageId: number;
  kind: Proposal["kind"];
  askedById: number | null;
}

/** Begins a proposal; undefined when another one is open in the conversation. */
export async function insertProposal(db: Db, proposal: NewProposal): Promise<Proposal | undefined> {
  const [row] = await db
    .insert(proposals)
    .values({ ...proposal, companyId: db.companyId })
    .onConflictDoNothing()
    .returning();
  if (row) db.changed.add(row.conversationId);
  return row;
}

export type WrittenProposal = Pick<
  Proposal,
  "text" | "sentences" | "sources" | "gates" | "confidence" | "failure" | "model" | "promptHash"
>;

/** Writes down what came of a proposal, once: false when it was written or settled before. */
export async function writeProposal(db: Db, id: number, written: WrittenProposal): Promise<boolean> {
  const rows = await db
    .update(proposals)
    .set({ ...written, writtenAt: sql`now()` })
    .where(and(is(db, id), isNull(proposals.writtenAt), isNull(proposals.settledAt)))
    .returning({ conversationId: proposals.conversationId });
  for (const row of rows) db.changed.add(row.conversationId);
  return rows.length > 0;
}

interface Settled {
  outcome: ProposalOutcome;
  settledById?: number | null;
  discardReason?: string | null;
  sentMessageId?: number;
  similarity?: number;
}

/** Ends a proposal, once: false when it had ended before. */
export async function settleProposal(db: Db, id: number, settled: Settled): Promise<boolean> {
  const rows = await db
    .update(proposals)
    .set({ ...settled, settledAt: sql`now()` })
    .where(and(is(db, id), isNull(proposals.settledAt)))
    .returning({ conversationId: proposals.conversationId });
  for (const row of rows) db.changed.add(row.conversationId);
  return rows.length > 0;
}

/** A proposal that an employee took into their answer; the first time counts. */
export async function recordInserted(db: Db, id: number, employeeId: number): Promise<boolean> {
  const rows = await db
    .update(proposals)
    .set({ insertedAt: sql`coalesce(${proposals.insertedAt}, now())`, settledById: employeeId })
    .where(and(is(db, id), isNull(proposals.settledAt), isNotNull(proposals.text)))
    .returning({ id: proposals.id });
  return rows.length > 0;
}

/** Opens again what was settled by an answer that is taken back, unless another is open by now. */
export async function reopenProposal(db: Db, sentMessageId: number): Promise<void> {
  await db
    .update(proposals)
    .set({ settledAt: null, outcome: null, sentMessageId: null, similarity: null, discardReason: null })
    .where(
      and(
        eq(proposals.companyId, db.companyId),
        eq(proposals.sentMessageId, sentMessageId),
        sql`not exists (select from proposals o where o.company_id = ${db.companyId}
          and o.conversation_id = ${proposals.conversationId} and o.settled_at is null)`,
      ),
    );
}
