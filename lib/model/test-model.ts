import { z } from "zod";
import { withCompany } from "@/db/company";
import { listModelCalls } from "@/db/queries/model-calls";
import type { CallOutcome } from "@/db/schema";
import { askModel } from "./ask-model";

const Greeting = z.strictObject({ word: z.string() });

export interface TriedModel {
  outcome: CallOutcome | "off";
  detail: string;
  model: string;
  milliseconds: number;
  /** In millionths. */
  cost: number;
}

/** A tiny question to the company's model, and what came of it. */
export async function testModel(companyId: number): Promise<TriedModel> {
  const answer = await askModel(companyId, {
    purpose: "test",
    system: "You are being tested. Put the single word OK into the field.",
    data: "Are you there?",
    schema: Greeting,
    maxOutputTokens: 300,
  });
  const [call] = await withCompany(companyId, (db) => listModelCalls(db, 1));
  const detail = "detail" in answer ? answer.detail : "";
  const { model = "", durationMs: milliseconds = 0, cost = 0 } = call ?? {};
  return { outcome: answer.outcome, detail, model, milliseconds, cost };
}
