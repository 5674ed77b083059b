import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { customerAddresses } from "@/db/schema";
import { findCustomers } from "@/lib/customers/find-customers";
import { createCompany } from "@/tests/support/factories/company";
import { createCustomer } from "@/tests/support/factories/customer";

test("a customer with several addresses is found once, and the one that is open is not", async () => {
  const { companyId } = await createCompany();
  const { open, other, find } = await withCompany(companyId, async (db) => {
    const open = await createCustomer(db, { name: "Camille Renaud" });
    const other = await createCustomer(db, { name: "Camille Perrin", address: "camille@perrin.test" });
    await db
      .insert(customerAddresses)
      .values({ companyId, kind: "phone", address: "+33612345678", customerId: other.id });
    const find = (text: string) =>
      withCompany(companyId, (again) => findCustomers(again, { text, exceptId: open.id }));
    return { open, other, find };
  });
  expect((await find("camille")).map(({ customerId }) => customerId)).toEqual([other.id]);
  expect(await find("06 12 34 56")).toMatchObject([
    { customerId: other.id, shownAddress: "+33\u00a06\u00a012\u00a034\u00a056\u00a078" },
  ]);
  expect(await find(open.address)).toEqual([]);
});
