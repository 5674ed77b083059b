import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Integration, integrations, type SmsPrice } from "@/db/schema";

type NewChannel = Pick<Integration, "source" | "name" | "address" | "settings">;

/** Undefined when the company has this number or webhook already. */
export async function insertChannel(db: Db, made: NewChannel): Promise<number | undefined> {
  const [row] = await db
    .insert(integrations)
    .values({ ...made, companyId: db.companyId })
    .onConflictDoNothing()
    .returning({ id: integrations.id });
  return row?.id;
}

/** Stores another name and other settings; what failed is forgotten. */
export async function changeChannel(
  db: Db,
  id: number,
  changed: Pick<Integration, "name" | "settings">,
): Promise<void> {
  await db
    .update(integrations)
    .set({ ...changed, failingSince: null, failure: null })
    .where(and(eq(integrations.companyId, db.companyId), eq(integrations.id, id)));
}

interface PriceTold {
  integrationId: number;
  country: string;
  price: SmsPrice;
}

/** Keeps what a part of an SMS to a country costs with the number that sent it; the same price again writes nothing. */
export async function recordSmsPrice(db: Db, { integrationId, country, price }: PriceTold): Promise<void> {
  const told = sql`${JSON.stringify(price)}::jsonb`;
  await db.execute(sql`
    update integrations set settings = settings
      || jsonb_build_object('prices', coalesce(settings -> 'prices', '{}') || jsonb_build_object(${country}::text, ${told}))
    where company_id = ${db.companyId} and id = ${integrationId}
      and settings -> 'prices' -> ${country} is distinct from ${told}`);
}
