import { withCompany } from "@/db/company";
import { announceDue, endPointless, planFollowUps } from "@/db/queries/follow-ups";

/**
 * Plans, ends and brings up a company's follow-ups. Safe to run at any time, twice. Returns the ones that became due and
 * want a reminder drafted.
 */
export async function keepFollowUps(companyId: number): Promise<number[]> {
  return withCompany(companyId, async (db) => {
    await planFollowUps(db);
    await endPointless(db);
    return announceDue(db);
  });
}
