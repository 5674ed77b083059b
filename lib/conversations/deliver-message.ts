import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { claimQueuedMessage, recordPhase, settleDelivery } from "@/db/queries/messages";
import type { Delivery, Message } from "@/db/schema";
import { type SendOutcome, sendEmail } from "@/lib/email/smtp";
import { AppError } from "@/lib/errors";
import { readMailboxAccess } from "@/lib/integrations/mailbox-access";
import { composeMessage } from "./compose-message";

export interface Delivered {
  delivery: Delivery | "untouched";
  retryInSeconds?: number;
}

const RETRY_AFTER_SECONDS = [30, 120, 600, 1800, 3600];

/**
 * Sends a queued message, once, however often it is called: whoever takes it off the queue sends it, everybody else
 * gets "untouched". What the server may have taken without saying so becomes "unknown" and is not tried again.
 */
export async function deliverMessage(companyId: number, messageId: number): Promise<Delivered> {
  const message = await withCompany(companyId, (db) => claimQueuedMessage(db, messageId));
  if (!message) return { delivery: "untouched" };
  const outcome = await transmit(companyId, message);
  const delivered = judge(message, outcome);
  await withCompany(companyId, (db) => settleDelivery(db, messageId, settlement(delivered, outcome)));
  return delivered;
}

async function transmit(companyId: number, message: Message): Promise<SendOutcome> {
  try {
    const integration = await withCompany(companyId, (db) => getIntegration(db, message.integrationId ?? 0));
    const raw = await composeMessage(companyId, message, integration);
    const { to, cc, bcc } = message.recipients;
    const envelope = {
      from: integration.address,
      to: [...to, ...cc, ...bcc].map((recipient) => recipient.address),
    };
    return await sendEmail(readMailboxAccess(integration), { raw, envelope }, (phase) =>
      withCompany(companyId, (db) => recordPhase(db, message.id, phase)),
    );
  } catch (error) {
    // Nothing has been said to the server yet: a missing file, an unreadable password, a refused host.
    if (!(error instanceof AppError)) throw error;
    return { outcome: "failed", permanent: true, reason: error.message };
  }
}

function judge(message: Message, outcome: SendOutcome): Delivered {
  if (outcome.outcome !== "failed") return { delivery: outcome.outcome };
  const retryInSeconds = RETRY_AFTER_SECONDS[message.deliveryAttempts - 1];
  if (outcome.permanent || retryInSeconds === undefined) return { delivery: "failed" };
  return { delivery: "queued", retryInSeconds };
}

function settlement(
  { delivery, retryInSeconds }: Delivered,
  outcome: SendOutcome,
): Parameters<typeof settleDelivery>[2] {
  const refused = outcome.outcome === "sent" ? outcome.rejected.map((one) => one.address) : [];
  const detail = outcome.outcome === "sent" ? refused.join(", ") : outcome.reason;
  return {
    delivery: delivery as Delivery,
    deliveryDetail: detail || null,
    deliveredAt: delivery === "sent" ? new Date() : null,
    ...(retryInSeconds ? { sendAt: new Date(Date.now() + retryInSeconds * 1000) } : {}),
  };
}
