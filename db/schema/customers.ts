import { foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { companyId, id, moment, now, oneOf, reference } from "./columns";
import { companies } from "./companies";

export const ADDRESS_KINDS = ["email", "phone", "whatsapp"] as const;

export const customers = pgTable(
  "customers",
  {
    companyId: companyId().references(() => companies.id),
    id: id(),
    name: text("name").notNull(),
    organization: text("organization").notNull().default(""),
    createdAt: now("created_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id] })],
);

export type Customer = typeof customers.$inferSelect;

/**
 * An address belongs to one customer of a company: the key is what makes "create the customer once" hold. Whoever opted out
 * (STOP) is not written to at that address until they say otherwise.
 */
export const customerAddresses = pgTable(
  "customer_addresses",
  {
    companyId: companyId(),
    kind: text("kind", { enum: ADDRESS_KINDS }).notNull(),
    address: text("address").notNull(),
    customerId: reference("customer_id").notNull(),
    optedOutAt: moment("opted_out_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.kind, t.address] }),
    index("customer_addresses_customer").on(t.companyId, t.customerId),
    foreignKey({
      columns: [t.companyId, t.customerId],
      foreignColumns: [customers.companyId, customers.id],
      name: "customer_addresses_customer_fk",
    }).onDelete("cascade"),
    oneOf("customer_addresses", "kind", ADDRESS_KINDS),
  ],
);
