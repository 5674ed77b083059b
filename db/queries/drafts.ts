import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { drafts } from "@/db/schema";

export type Draft = typeof drafts.$inferSelect;
export type DraftRef = Pick<Draft, "conversationId" | "employeeId" | "kind">;
export type DraftContent = Pick<Draft, "body" | "recipients" | "attachmentIds">;

const is = (db: Db, { conversationId, employeeId, kind }: DraftRef) =>
  and(
    eq(drafts.companyId, db.companyId),
    eq(drafts.conversationId, conversationId),
    eq(drafts.employeeId, employeeId),
    eq(drafts.kind, kind),
  );

/** Keeps what an employee has written so far, in place of what was kept before. */
export async function keepDraft(db: Db, draft: DraftRef & DraftContent): Promise<void> {
  const { body, recipients, attachmentIds } = draft;
  const content = { body, recipients, attachmentIds, savedAt: sql`now()` };
  await db
    .insert(drafts)
    .values({ ...draft, companyId: db.companyId })
    .onConflictDoUpdate({
      target: [drafts.companyId, drafts.conversationId, drafts.employeeId, drafts.kind],
      set: content,
    });
}

export async function findDraft(db: Db, draft: DraftRef): Promise<Draft | undefined> {
  const [found] = await db.select().from(drafts).where(is(db, draft));
  return found;
}

/** One that is gone already is fine. */
export async function removeDraft(db: Db, draft: DraftRef): Promise<void> {
  await db.delete(drafts).where(is(db, draft));
}
