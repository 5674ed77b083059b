import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type AutomaticAnswer, activities, automaticAnswers } from "@/db/schema";

const SENDING_BY_MACHINE = 727_004;

/** One automatic answer of a company is decided at a time, until the transaction ends: the caps are counted before. */
export async function lockAutomaticAnswers(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${SENDING_BY_MACHINE}, ${db.companyId})`);
}

type New = Omit<AutomaticAnswer, "companyId" | "queuedAt">;

/** Counts an answer of ours as written by a machine. A message is answered so once: the second one throws. */
export async function insertAutomaticAnswer(db: Db, answer: New): Promise<void> {
  await db.insert(automaticAnswers).values({ ...answer, companyId: db.companyId });
}

/** What a message of ours answers by machine; undefined for what a person wrote. */
export async function findAutomaticAnswer(db: Db, messageId: number): Promise<AutomaticAnswer | undefined> {
  const [answer] = await db
    .select()
    .from(automaticAnswers)
    .where(and(eq(automaticAnswers.companyId, db.companyId), eq(automaticAnswers.messageId, messageId)));
  return answer;
}

interface Told {
  conversationId: number;
  verb: "automaticQueued" | "automaticTakenBack" | "automaticHeldBack";
  /** Who did it; a machine when nobody. */
  employeeId?: number;
  detail: Record<string, unknown>;
}

/** Notes what became of an automatic answer. */
export async function insertAutomaticActivity(db: Db, { employeeId, ...told }: Told): Promise<void> {
  const actor = employeeId === undefined ? ("model" as const) : ("person" as const);
  await db.insert(activities).values({ ...told, actor, employeeId, companyId: db.companyId });
}
