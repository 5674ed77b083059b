import type { Db } from "@/db/company";
import { inboundEvents } from "@/db/schema";
import { made, next } from "./rows";

type New = Partial<typeof inboundEvents.$inferInsert> & { integrationId: number };

/** What a custom webhook brought, still pending unless told otherwise. */
export async function createInboundEvent(db: Db, event: New) {
  const usual = {
    kind: "message" as const,
    form: "custom" as const,
    externalId: `event-${next()}`,
    contentType: "application/json",
    body: Buffer.from(JSON.stringify({ id: `event-${next()}`, text: "Bonjour" })),
  };
  return made(
    await db
      .insert(inboundEvents)
      .values({ ...usual, ...event, companyId: db.companyId })
      .returning(),
  );
}
