import { findCustomWebhook, type IntegrationRef, listIntegrationsOfNumber } from "@/db/across-companies";
import { listClaimedNumbers } from "@/lib/vonage/read-callback";
import type { WebhookRequest } from "@/lib/webhooks/read-request";

/** Whose webhook an address names; nobody's for the empty body that the doctor asks with. */
export async function ownersOfWebhook(
  integrationId: number,
  request: WebhookRequest | undefined,
): Promise<IntegrationRef[]> {
  if (request && request.body.length <= EMPTY.length) return [];
  const owner = await findCustomWebhook(integrationId);
  return owner ? [owner] : [];
}

const EMPTY = "{}";

/** Who has the number that a refused callback says it is for; nobody when it says none of ours. */
export async function ownersOfNumber(request: WebhookRequest | undefined): Promise<IntegrationRef[]> {
  const numbers = request ? listClaimedNumbers(request) : [];
  const owners = await Promise.all(
    numbers.flatMap((number) =>
      (["sms", "whatsapp"] as const).map((source) => listIntegrationsOfNumber(source, number)),
    ),
  );
  return owners.flat();
}
