import type { Db } from "@/db/company";
import { beginSummary } from "@/db/queries/summaries";
import { AppError } from "@/lib/errors";
import { readModelState } from "@/lib/model/model-state";

/** Marks a conversation's summary as being written; `writeSummary` writes it. Refuses when the model is off or nothing was said. */
export async function askSummary(db: Db, conversationId: number): Promise<void> {
  const state = await readModelState(db);
  if (!state.on)
    throw new AppError("UNAVAILABLE", state.because === "overBudget" ? "modelOverBudget" : "modelOff");
  if (!(await beginSummary(db, conversationId))) throw new AppError("INVALID", "nothingToSum");
}
