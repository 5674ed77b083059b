import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { employees, type ModelSettings, modelSettings } from "@/db/schema";
import { forgetEmbeddings } from "./article-passages";

export async function findModelSettings(db: Db): Promise<ModelSettings | undefined> {
  const [settings] = await db.select().from(modelSettings).where(own(db));
  return settings;
}

export type ChangedModelSettings = Partial<
  Omit<ModelSettings, "companyId" | "updatedAt" | "stoppedAt" | "stoppedById">
>;

/** The first time makes the row; what is not named stays as it is. */
export async function saveModelSettings(db: Db, changed: ChangedModelSettings): Promise<void> {
  const before = await findModelSettings(db);
  await db
    .insert(modelSettings)
    .values({ ...changed, companyId: db.companyId })
    .onConflictDoUpdate({ target: modelSettings.companyId, set: { ...changed, updatedAt: sql`now()` } });
  const isOther = changed.embeddingModel !== undefined && changed.embeddingModel !== before?.embeddingModel;
  if (isOther) await forgetEmbeddings(db);
}

/** False when it was stopped already: the first moment and the first person stay. */
export async function stopAutomaticAnswers(db: Db, employeeId: number): Promise<boolean> {
  await db.insert(modelSettings).values({ companyId: db.companyId }).onConflictDoNothing();
  const stopped = await db
    .update(modelSettings)
    .set({ stoppedAt: sql`now()`, stoppedById: employeeId })
    .where(and(own(db), isNull(modelSettings.stoppedAt)))
    .returning({ companyId: modelSettings.companyId });
  return stopped.length > 0;
}

/** False when it was not stopped. */
export async function resumeAutomaticAnswers(db: Db): Promise<boolean> {
  const resumed = await db
    .update(modelSettings)
    .set({ stoppedAt: null, stoppedById: null })
    .where(and(own(db), isNotNull(modelSettings.stoppedAt)))
    .returning({ companyId: modelSettings.companyId });
  return resumed.length > 0;
}

export interface Stop {
  stoppedAt: Date;
  stoppedBy: string | null;
}

/** Who stopped the company's automatic answers, and when; undefined while they may leave. */
export async function findStop(db: Db): Promise<Stop | undefined> {
  const [stop] = await db
    .select({ stoppedAt: modelSettings.stoppedAt, stoppedBy: employees.name })
    .from(modelSettings)
    .leftJoin(
      employees,
      and(eq(employees.companyId, modelSettings.companyId), eq(employees.id, modelSettings.stoppedById)),
    )
    .where(own(db));
  return stop?.stoppedAt ? { stoppedAt: stop.stoppedAt, stoppedBy: stop.stoppedBy } : undefined;
}

/** Keeps the first moment of a failure that goes on. */
export async function recordModelFailure(db: Db, failure: string): Promise<void> {
  await db
    .update(modelSettings)
    .set({ failingSince: sql`coalesce(${modelSettings.failingSince}, now())`, failure })
    .where(own(db));
}

export async function recordModelSuccess(db: Db): Promise<void> {
  await db
    .update(modelSettings)
    .set({ failingSince: null, failure: null })
    .where(and(own(db), isNotNull(modelSettings.failingSince)));
}

const own = (db: Db) => eq(modelSettings.companyId, db.companyId);
