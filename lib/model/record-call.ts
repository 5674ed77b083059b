import { withCompany } from "@/db/company";
import { insertModelCall } from "@/db/queries/model-calls";
import { recordModelFailure, recordModelSuccess } from "@/db/queries/model-settings";
import type { CallOutcome, CallPurpose } from "@/db/schema";
import type { ModelAccess } from "./model-access";
import { costOf, type ModelPrices, type UsedTokens } from "./model-prices";

export interface MadeCall extends UsedTokens {
  purpose: CallPurpose;
  conversationId?: number;
  model: string;
  promptHash: string;
  durationMs: number;
  outcome: CallOutcome;
  detail?: string;
}

// What a company must hear of; a wrong shape, a refusal or a spent budget is no fault of the connection.
const FAULTS: CallOutcome[] = ["keyRefused", "unreachable", "timedOut", "rateLimited", "failed"];

/** Writes a call into the ledger (never its words), and whether the model is failing. */
export async function recordCall(
  companyId: number,
  { host, simulated }: ModelAccess,
  { prices, ...call }: MadeCall & { prices: ModelPrices },
): Promise<void> {
  await withCompany(companyId, async (db) => {
    await insertModelCall(db, { ...call, host, simulated, cost: costOf(call, prices) });
    if (call.outcome === "answered") await recordModelSuccess(db);
    if (FAULTS.includes(call.outcome)) await recordModelFailure(db, call.outcome);
  });
}
