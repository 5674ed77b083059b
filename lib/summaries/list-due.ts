import { withCompany } from "@/db/company";
import { listSummariesDue } from "@/db/queries/summaries";
import { readModelState } from "@/lib/model/model-state";

/** From how many messages on a conversation is summed up without being asked. */
const LONG_FROM = 8;

/** The long conversations that new messages made older than their summary; none when the model is off. */
export async function listDue(companyId: number, messageIds: number[]): Promise<number[]> {
  return withCompany(companyId, async (db) => {
    const { on } = await readModelState(db);
    return on ? listSummariesDue(db, messageIds, LONG_FROM) : [];
  });
}
