import { expect, test } from "vitest";
import { createCompany } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { folders } from "@/db/schema";

test("the very first query of a transaction is in its company already, whatever it is", async () => {
  const owner = { name: "Nadia", email: "nadia@company.test", passwordHash: "none" };
  const { companyId } = await createCompany({ name: "Atelier Lumen", locale: "fr", owner });
  const folder = { companyId, name: "Commandes", position: 1 };
  await withCompany(companyId, (db) => db.insert(folders).values(folder).returning());
  await withCompany(companyId, async (db) => {
    const [who] = await Promise.all([
      db.execute("select current_user as role, current_setting('app.company_id') as company"),
    ]);
    expect(who[0]).toEqual({ role: "inbox_app", company: String(companyId) });
  });
});
