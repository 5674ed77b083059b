import { withCompany } from "@/db/company";
import { fileByRule, listRuledFolders, listUnfiledMessages } from "@/db/queries/filing";
import { endPointless } from "@/db/queries/follow-ups";
import { decideFilings } from "./decide-filings";

/**
 * Files the conversations of new messages by the company's rules; what a person, a rule or a newsletter has filed
 * stays. Ends the follow-ups that wait for an answer which is there now. A second call finds nothing unfiled. Returns how many were filed.
 */
export async function triageMessages(companyId: number, messageIds: number[]): Promise<number> {
  return withCompany(companyId, async (db) => {
    await endPointless(db);
    const [folders, candidates] = await Promise.all([
      listRuledFolders(db),
      listUnfiledMessages(db, messageIds),
    ]);
    const filings = decideFilings(folders, candidates).filter((filing) => filing.folderId !== null);
    return fileByRule(db, filings);
  });
}
