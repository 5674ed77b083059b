import type { Db } from "@/db/company";
import { modelCalls } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof modelCalls.$inferInsert>;

/** An answered call for a filing. */
export async function createModelCall(db: Db, call: New = {}) {
  const usual = {
    purpose: "filing" as const,
    model: "stand-in",
    host: "model.test",
    promptHash: "0123456789abcdef",
    inputTokens: 400,
    outputTokens: 60,
    cost: 96,
    durationMs: 800,
    outcome: "answered" as const,
  };
  return made(
    await db
      .insert(modelCalls)
      .values({ ...usual, ...call, companyId: db.companyId })
      .returning(),
  );
}
