import { withCompany } from "@/db/company";
import { confirmCallback, recordAttempt } from "@/db/queries/callback-attempts";
import { getIntegration } from "@/db/queries/integrations";
import { findMessage } from "@/db/queries/messages";
import { AppError } from "@/lib/errors";
import { type CallbackAnswer, postCallback } from "@/lib/webhooks/post-callback";
import { composeCallback } from "./compose-callback";
import { isTaken } from "./transmit-by-callback";

/**
 * Hands an answer to its callback once more because a person asked for it, under the id it had; what failed before, or waits
 * for its next attempt, counts as sent when it is taken now. Refuses a message that is no answer to a custom webhook, or goes
 * for the first time.
 */
export async function replayCallback(companyId: number, messageId: number): Promise<CallbackAnswer> {
  const found = await withCompany(companyId, async (db) => {
    const message = await findMessage(db, messageId);
    if (message?.kind !== "outbound" || !message.integrationId) return undefined;
    return { message, integration: await getIntegration(db, message.integrationId) };
  });
  if (found?.integration.source !== "webhook") throw new AppError("NOT_FOUND", "messageGone");
  const { message, integration } = found;
  const goesFirst = message.delivery === "queued" && message.deliveryAttempts === 0;
  if (goesFirst || message.delivery === "sending") {
    throw new AppError("CONFLICT", "callbackWaiting");
  }
  const answer = await postCallback(await composeCallback(companyId, message, integration));
  const { status, failure, milliseconds } = answer;
  await withCompany(companyId, async (db) => {
    const attempt = { integrationId: integration.id, messageId, status, failure, milliseconds };
    await recordAttempt(db, { ...attempt, replay: true });
    if (isTaken(answer)) await confirmCallback(db, messageId);
  });
  return answer;
}
