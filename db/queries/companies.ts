import { eq } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Company, companies } from "@/db/schema";

/** The company whose data this is. */
export async function getCompany(db: Db): Promise<Company> {
  const [company] = await db.select().from(companies).where(eq(companies.id, db.companyId));
  if (!company) throw new Error(`Company ${db.companyId} is not there`);
  return company;
}
