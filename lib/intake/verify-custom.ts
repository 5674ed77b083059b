import { findCustomWebhook } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { listSecrets, readWebhookAccess } from "@/lib/integrations/webhook-access";
import { readCustomMessage } from "@/lib/webhooks/custom-message";
import { readJsonObject, type WebhookRequest } from "@/lib/webhooks/read-request";
import { hasSignature, isSigned, isStale } from "@/lib/webhooks/verify-signature";
import { WebhookRefusal } from "@/lib/webhooks/webhook-refusal";
import type { SignedEvent } from "./verify-vonage";

/** Checks a custom webhook's signature, then its form, and gives what is to be kept. Refuses everything else. */
export async function verifyCustom(
  integrationId: number,
  request: WebhookRequest,
  now = new Date(),
): Promise<SignedEvent> {
  if (!hasSignature(request, "standard") && !hasSignature(request, "github")) {
    throw new WebhookRefusal(401, "Not signed", "unsigned");
  }
  const owner = await findCustomWebhook(integrationId);
  if (!owner) throw new WebhookRefusal(404, "There is no such webhook");
  const integration = await withCompany(owner.companyId, (db) => getIntegration(db, integrationId));
  const access = readWebhookAccess(integration);
  const { signing } = access;
  if (!isSigned(request, { signing, secrets: listSecrets(access, now), now })) {
    const because = isStale(request, now) ? "stale" : "forged";
    throw new WebhookRefusal(401, "The signature does not fit, or is too old", because);
  }
  if (request.contentType !== "application/json") throw new WebhookRefusal(415, "Send application/json");
  const message = readCustomMessage(readJsonObject(request.body));
  const delivery = request.header(signing === "standard" ? "webhook-id" : "x-github-delivery");
  const externalId = message.id ?? delivery?.slice(0, 200);
  if (!externalId) throw new WebhookRefusal(400, "A message signed this way needs an id");
  const { contentType, body } = request;
  return {
    ...owner,
    kind: "message",
    form: "custom",
    externalId,
    contentType,
    body,
    late: false,
    token: null,
  };
}
