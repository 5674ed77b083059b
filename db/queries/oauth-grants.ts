import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Integration, integrations } from "@/db/schema";

interface RenewedGrant {
  sealedCredentials: string;
  /** Null leaves what was known. */
  consentUntil: Date | null;
}

/** Unless a person consented again in the meantime: their grant is the newer one. */
export async function keepRenewedGrant(
  db: Db,
  { id, sealedCredentials: before }: Integration,
  { sealedCredentials, consentUntil }: RenewedGrant,
): Promise<void> {
  const until = JSON.stringify(consentUntil);
  const settings = sql`jsonb_set(${integrations.settings}, '{oauth,consentUntil}', ${until}::jsonb)`;
  await db
    .update(integrations)
    .set({ sealedCredentials, ...(consentUntil && { settings }) })
    .where(
      and(
        eq(integrations.companyId, db.companyId),
        eq(integrations.id, id),
        eq(integrations.sealedCredentials, before ?? ""),
      ),
    );
}
