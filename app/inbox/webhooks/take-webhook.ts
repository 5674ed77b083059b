import { withCompany } from "@/db/company";
import { keepInboundEvent, spendToken } from "@/db/queries/inbound-events";
import { announce } from "@/inngest/announce";
import { webhookKept } from "@/inngest/events";
import { AppError } from "@/lib/errors";
import type { SignedEvent } from "@/lib/intake/verify-vonage";
import { readRequest, type WebhookRequest } from "@/lib/webhooks/read-request";
import { WebhookRefusal } from "@/lib/webhooks/webhook-refusal";

/**
 * Answers a webhook: reads it, has it checked, keeps it and announces it in one transaction. What is here already is fine and
 * changes nothing; nothing of what is refused is stored.
 */
export async function takeWebhook(
  request: Request,
  verify: (request: WebhookRequest) => Promise<SignedEvent>,
): Promise<Response> {
  try {
    const isNew = await keep(await verify(await readRequest(request)));
    return new Response(isNew ? "Kept" : "Known");
  } catch (error) {
    if (error instanceof WebhookRefusal) return new Response(error.message, { status: error.status });
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
