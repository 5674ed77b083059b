import { type IntegrationRef, listIntegrationsOfNumber } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import type { NewEvent } from "@/db/queries/inbound-events";
import { getIntegration } from "@/db/queries/integrations";
import { AppError } from "@/lib/errors";
import { readVonageAccess, type VonageAccess } from "@/lib/integrations/vonage-access";
import { isSignedSms } from "@/lib/sms/verify-sms";
import { readCallback, type VonageCallback } from "@/lib/vonage/read-callback";
import { verifyToken } from "@/lib/vonage/verify-token";
import type { WebhookRequest } from "@/lib/webhooks/read-request";
import { TOLERATED_SECONDS } from "@/lib/webhooks/verify-signature";
import { WebhookRefusal } from "@/lib/webhooks/webhook-refusal";

/** A webhook that is certainly what it says, and whose it is. */
export interface SignedEvent extends NewEvent {
  companyId: number;
  /** What makes this very delivery count once; null when its sender numbers none. */
  token: string | null;
}

/** Finds whose number it is and checks the signature with that account's secret. Refuses everything else. */
export async function verifyVonage(request: WebhookRequest, now = new Date()): Promise<SignedEvent> {
  const callback = readCallback(request);
  const owners = await listIntegrationsOfNumber(callback.source, callback.ours);
  if (owners.length === 0) throw new WebhookRefusal(404, "Not one of our numbers");
  const refusals: unknown[] = [];
  for (const ref of owners) {
    try {
      return await verifyFor(ref, { callback, authorization: request.header("authorization"), now });
    } catch (error) {
      // Somebody else who claims the number, and cannot prove it, is in nobody's way.
      if (!(error instanceof WebhookRefusal || error instanceof AppError)) throw error;
      refusals.push(error);
    }
  }
  throw refusals.find((refusal) => refusal instanceof WebhookRefusal) ?? refusals[0];
}

interface Claim {
  callback: VonageCallback;
  authorization: string | null;
  now: Date;
}

async function verifyFor({ companyId, integrationId }: IntegrationRef, claim: Claim): Promise<SignedEvent> {
  const integration = await withCompany(companyId, (db) => getIntegration(db, integrationId));
  const access = readVonageAccess(integration);
  const { kind, form, externalId, contentType, body } = claim.callback;
  const proof = form === "messages-api" ? provenByToken(claim, access) : provenBySig(claim, access);
  return { companyId, integrationId, kind, form, externalId, contentType, body, ...proof };
}

type Proof = Pick<SignedEvent, "token" | "late">;

function provenByToken({ callback, authorization, now }: Claim, access: VonageAccess): Proof {
  const { body } = callback;
  const secret = access.signatureSecret;
  const claims = verifyToken({ authorization: authorization ?? "", secret, body, now });
  const { api_key: apiKey, application_id: applicationId } = claims;
  const isOurs =
    apiKey === access.apiKey &&
    (!applicationId || !access.applicationId || applicationId === access.applicationId);
  if (!isOurs) throw new WebhookRefusal(401, "Signed for another account or application");
  return { token: claims.jti, late: false };
}

const RESENT_FOR_SECONDS = 24 * 60 * 60;

// Vonage sends an SMS again for 24 hours when nobody takes it, maybe with the first time and signature: only one that is
// not here yet gets in that late, and is marked.
function provenBySig({ callback, now }: Claim, access: VonageAccess): Proof {
  const { parameters } = callback;
  const { signatureSecret: secret, signatureMethod: method } = access;
  if (!isSignedSms(parameters, { secret, method })) throw new WebhookRefusal(401, "Not signed by Vonage");
  const account = parameters["api-key"] ?? access.apiKey;
  if (account !== access.apiKey) throw new WebhookRefusal(401, "Signed for another account");
  const age = now.getTime() / 1000 - Number(parameters.timestamp || Number.NaN);
  if (!(age >= -TOLERATED_SECONDS && age <= RESENT_FOR_SECONDS)) {
    throw new WebhookRefusal(401, "Signed too long ago", "stale");
  }
  const token = parameters.nonce ? `${parameters.nonce}/${callback.externalId}` : null;
  return { token, late: age > TOLERATED_SECONDS };
}
