import type { Db } from "@/db/company";
import { readMonthlyUse } from "@/db/queries/model-calls";

/** Whether a month's calls have used up what the company allows. Without a limit nothing is ever used up. */
export async function isOverBudget(db: Db, monthlyBudget: number | null): Promise<boolean> {
  if (monthlyBudget === null) return false;
  return (await readMonthlyUse(db)).cost >= monthlyBudget;
}
