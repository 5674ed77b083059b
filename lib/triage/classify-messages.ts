import { withCompany } from "@/db/company";
import { listToClassify, type ToClassify } from "@/db/queries/filing-question";
import { findLearnedAt } from "@/db/queries/learned-classifiers";
import { classifyMessage } from "./classify-message";

/** Which new messages a classifier should see: those of these days one by one, history together. */
export async function readToClassify(companyId: number, messageIds: number[]): Promise<ToClassify> {
  return withCompany(companyId, (db) => listToClassify(db, messageIds));
}

/** Files history by what was learnt, where that is sure; no model is asked. Returns how many found a folder. */
export async function classifyPast(companyId: number, messageIds: number[]): Promise<number> {
  if (!(await withCompany(companyId, (db) => findLearnedAt(db)))) return 0;
  let filed = 0;
  for (const messageId of messageIds) {
    if ((await classifyMessage(companyId, messageId)) === "learned") filed += 1;
  }
  return filed;
}
