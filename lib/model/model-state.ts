import type { Db } from "@/db/company";
import { findModelSettings } from "@/db/queries/model-settings";
import { isOverBudget } from "./budget";
import { accessOf } from "./model-access";

export interface ModelState {
  on: boolean;
  because: null | "noKey" | "overBudget";
  /** Nothing is sent by machine, whatever the folders say. */
  stopped: boolean;
  simulated: boolean;
  model: string;
}

/** Whether a model can be asked now, and whether a machine may send. */
export async function readModelState(db: Db): Promise<ModelState> {
  const settings = await findModelSettings(db);
  const stopped = settings?.stoppedAt != null;
  const access = settings && accessOf(settings);
  if (!access) return { on: false, because: "noKey", stopped, simulated: false, model: "" };
  const { simulated, model, monthlyBudget } = access;
  const over = await isOverBudget(db, monthlyBudget);
  return { on: !over, because: over ? "overBudget" : null, stopped, simulated, model };
}
