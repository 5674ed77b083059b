import { and, asc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/company";
import { conversations, customers, messages, rehearsalCases } from "@/db/schema";

const LONGEST = 4000;
const asked = alias(messages, "asked");
const answered = alias(messages, "answered");

export type ShownCase = Awaited<ReturnType<typeof listShownCases>>[number];

/** A page of tried cases: what was asked, what a person answered and what the model would answer. */
export async function listShownCases(
  db: Db,
  { rehearsalId, afterPosition, limit }: { rehearsalId: number; afterPosition: number; limit: number },
) {
  return db
    .select({
      messageId: rehearsalCases.messageId,
      position: rehearsalCases.position,
      conversationId: conversations.id,
      customerName: customers.name,
      subject: conversations.subject,
      askedAt: asked.sentAt,
      question: sql<string>`left(${asked.body}, ${LONGEST})`,
      answer: sql<string>`left(${answered.body}, ${LONGEST})`,
      text: rehearsalCases.text,
      sentences: rehearsalCases.sentences,
      sources: rehearsalCases.sources,
      gates: rehearsalCases.gates,
      sends: rehearsalCases.sends,
      similarity: rehearsalCases.similarity,
      failure: rehearsalCases.failure,
      verdict: rehearsalCases.verdict,
    })
    .from(rehearsalCases)
    .innerJoin(
      asked,
      and(eq(asked.companyId, rehearsalCases.companyId), eq(asked.id, rehearsalCases.messageId)),
    )
    .innerJoin(
      answered,
      and(eq(answered.companyId, rehearsalCases.companyId), eq(answered.id, rehearsalCases.answerId)),
    )
    .innerJoin(
      conversations,
      and(eq(conversations.companyId, asked.companyId), eq(conversations.id, asked.conversationId)),
    )
    .innerJoin(
      customers,
      and(eq(customers.companyId, conversations.companyId), eq(customers.id, conversations.customerId)),
    )
    .where(
      and(
        eq(rehearsalCases.companyId, db.companyId),
        eq(rehearsalCases.rehearsalId, rehearsalId),
        isNotNull(rehearsalCases.triedAt),
        gt(rehearsalCases.position, afterPosition),
      ),
    )
    .orderBy(asc(rehearsalCases.position))
    .limit(limit);
}

/** How many would have left by themselves, how many have a sentence without a source, and what people preferred. */
export interface CaseCounts {
  written: number;
  sends: number;
  unsourced: number;
  silent: number;
  preferredModel: number;
  preferredPerson: number;
  judged: number;
}

export async function countCases(db: Db, rehearsalId: number): Promise<CaseCounts> {
  const [row] = await db.execute<Record<keyof CaseCounts, number>>(sql`
    select (count(*) filter (where text is not null))::int as written,
      (count(*) filter (where sends))::int as sends,
      (count(*) filter (where exists (select from jsonb_array_elements(gates) g
        where g->>'gate' = 'answerSourced' and not (g->>'passed')::boolean)))::int as unsourced,
      (count(*) filter (where failure = 'nothingFound'))::int as silent,
      (count(*) filter (where verdict = 'model'))::int as "preferredModel",
      (count(*) filter (where verdict = 'person'))::int as "preferredPerson",
      (count(verdict))::int as judged
    from rehearsal_cases where company_id = ${db.companyId} and rehearsal_id = ${rehearsalId}`);
  return (
    row ?? { written: 0, sends: 0, unsourced: 0, silent: 0, preferredModel: 0, preferredPerson: 0, judged: 0 }
  );
}
