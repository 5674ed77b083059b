import { withCompany } from "@/db/company";
import { recordAttempt } from "@/db/queries/callback-attempts";
import { type CallbackAnswer, postCallback } from "@/lib/webhooks/post-callback";
import { composeCallback } from "./compose-callback";
import type { Transmission, TransmitOutcome } from "./transmit-message";
import { writeDeliveryDetail } from "./view/delivery-detail";

const [MINUTE, HOUR] = [60, 3600];
// As Standard Webhooks recommends: soon at first, then for days.
const RETRIES = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

/**
 * Hands an answer to its custom webhook's callback. It bears the same id at every attempt, so one that got no answer is
 * simply tried again.
 */
export async function transmitByCallback(transmission: Transmission): Promise<TransmitOutcome> {
  const { companyId, message, integration } = transmission;
  const callback = await composeCallback(companyId, message, integration);
  const answer = await postCallback(callback);
  const { status, failure, milliseconds } = answer;
  const attempt = { integrationId: integration.id, messageId: message.id, status, failure, milliseconds };
  await withCompany(companyId, (db) => recordAttempt(db, { ...attempt, replay: false }));
  return isTaken(answer) ? { outcome: "sent", externalId: callback.id } : notTaken(answer);
}

export const isTaken = ({ status }: CallbackAnswer): boolean =>
  status !== null && status >= 200 && status < 300;

function notTaken({ status, failure, pauseSeconds }: CallbackAnswer): TransmitOutcome {
  // 410: the other end wants no more of these.
  const isPermanent = status === 410 || failure === "refused";
  const detail = status
    ? writeDeliveryDetail("callback.answer", { status })
    : writeDeliveryDetail(`callback.${failure}`, {});
  const retries = RETRIES.map((seconds) => Math.max(pauseSeconds, spread(seconds)));
  return { outcome: "failed", isPermanent, detail, retries };
}

/** Up to a tenth longer, so that what failed together does not come back together. */
const spread = (seconds: number) => Math.round(seconds * (1 + Math.random() / 10));
