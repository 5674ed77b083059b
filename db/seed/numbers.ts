import { and, eq } from "drizzle-orm";
import { type Db, withCompany } from "@/db/company";
import { integrations } from "@/db/schema";
import { changeNumber, changeTemplates, connectNumber } from "@/lib/integrations/connect-number";
import { changeWebhook, connectWebhook, revealWebhookSecret } from "@/lib/integrations/connect-webhook";
import { OUR_NUMBERS, TEMPLATES } from "@/tests/support/demo/exchange";
import type { DemoWorld } from "@/tests/support/demo-world";

export type ChatSource = "sms" | "whatsapp" | "webhook";

const NAMES: Record<ChatSource, string> = {
  sms: "SMS atelier",
  whatsapp: "WhatsApp atelier",
  webhook: "Boutique en ligne",
};

/** Connects the company's numbers and its shop, and tells those that are connected the world's keys of today. Their ids. */
export function connectNumbers(companyId: number, world: DemoWorld): Promise<Record<ChatSource, number>> {
  return withCompany(companyId, async (db) => ({
    sms: await connect(db, "sms", world),
    whatsapp: await connect(db, "whatsapp", world),
    webhook: await connectShop(db, world),
  }));
}

async function connect(db: Db, source: "sms" | "whatsapp", { exchange }: DemoWorld): Promise<number> {
  const { apiKey, apiSecret, applicationId, privateKey, signatureSecret, signatureMethod } = exchange.account;
  const keys = { apiKey, apiSecret, applicationId, privateKey, signatureSecret, signatureMethod };
  const access = { ...keys, name: NAMES[source], api: "messages" as const };
  const known = await findKnown(db, source);
  if (known) {
    await changeNumber(db, { integrationId: known, ...access });
    return known;
  }
  const id = await connectNumber(db, { source, number: OUR_NUMBERS[source], ...access });
  if (source === "whatsapp") await changeTemplates(db, { integrationId: id, templates: TEMPLATES });
  return id;
}

async function connectShop(db: Db, { shop }: DemoWorld): Promise<number> {
  const made = { name: NAMES.webhook, signing: "standard" as const, callbackUrl: shop.callbackUrl };
  const known = await findKnown(db, "webhook");
  if (known) await changeWebhook(db, { integrationId: known, ...made });
  const integrationId = known ?? (await connectWebhook(db, made));
  shop.connect({ integrationId, secret: await revealWebhookSecret(db, integrationId) });
  return integrationId;
}

/** The one the demo made: a visitor may connect others. */
async function findKnown(db: Db, source: ChatSource): Promise<number | undefined> {
  const own = source === "webhook" ? undefined : eq(integrations.address, OUR_NUMBERS[source]);
  const [known] = await db
    .select({ id: integrations.id })
    .from(integrations)
    .where(and(eq(integrations.companyId, db.companyId), eq(integrations.source, source), own))
    .orderBy(integrations.id)
    .limit(1);
  return known?.id;
}
