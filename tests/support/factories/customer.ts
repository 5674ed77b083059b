import type { Db } from "@/db/company";
import { customerAddresses, customers } from "@/db/schema";
import { made, next } from "./rows";

type New = Partial<typeof customers.$inferInsert> & { address?: string };

/** A customer with one e-mail address. */
export async function createCustomer(db: Db, { address, ...customer }: New = {}) {
  const row = made(
    await db
      .insert(customers)
      .values({ name: "Camille Renaud", ...customer, companyId: db.companyId })
      .returning(),
  );
  const known = address ?? `camille-${next()}@customer.test`;
  await db
    .insert(customerAddresses)
    .values({ companyId: db.companyId, kind: "email", address: known, customerId: row.id });
  return { ...row, address: known };
}
