import type { IntegrationRef } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { keepInboundEvent, spendToken } from "@/db/queries/inbound-events";
import { announce } from "@/inngest/announce";
import { webhookKept } from "@/inngest/events";
import { AppError } from "@/lib/errors";
import { countRefused } from "@/lib/intake/count-refused";
import type { SignedEvent } from "@/lib/intake/verify-vonage";
import { readRequest, type WebhookRequest } from "@/lib/webhooks/read-request";
import { WebhookRefusal } from "@/lib/webhooks/webhook-refusal";

interface Webhook {
  verify: (request: WebhookRequest) => Promise<SignedEvent>;
  /** For whom a refused one says it is; undefined when it could not even be read. */
  findOwners: (request: WebhookRequest | undefined) => Promise<IntegrationRef[]>;
}

/**
 * Answers a webhook: reads it, has it checked, keeps it and announces it in one transaction. What is here already is fine and
 * changes nothing; of what is refused nothing is stored but that it was, and why.
 */
export async function takeWebhook(request: Request, { verify, findOwners }: Webhook): Promise<Response> {
  let read: WebhookRequest | undefined;
  try {
    read = await readRequest(request);
    const signed = await verify(read);
    const isNew = await keep(signed);
    if (!isNew) await countRefused("replayed", async () => [signed]);
    return new Response(isNew ? "Kept" : "Known");
  } catch (error) {
    if (error instanceof WebhookRefusal) {
      await countRefused(error.reason, () => findOwners(read));
      return new Response(error.message, { status: error.status });
    }
    // Its secret cannot be read at the moment: whoever sent it will try again.
    if (error instanceof AppError) return new Response("Not able to check it now", { status: 503 });
    throw error;
  }
}

async function keep({ companyId, token, ...event }: SignedEvent): Promise<boolean> {
  const { integrationId } = event;
  return withCompany(companyId, async (db) => {
    if (token && !(await spendToken(db, integrationId, token))) return false;
    if ((await keepInboundEvent(db, event)) === undefined) return false;
    await announce(db, [webhookKept.create({ companyId, integrationId })]);
    return true;
  });
}
