import { withCompany } from "@/db/company";
import { claimQueuedMessage, settleDelivery } from "@/db/queries/messages";
import type { Delivery, Message } from "@/db/schema";
import { holdBackAutomatic } from "./hold-back-automatic";
import { BeforeSending, type TransmitOutcome, transmitMessage } from "./transmit-message";
import { writeDeliveryDetail } from "./view/delivery-detail";

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
  const message = await withCompany(companyId, async (db) =>
    (await holdBackAutomatic(db, messageId)) ? undefined : claimQueuedMessage(db, messageId),
  );
  if (!message) return { delivery: "untouched" };
  try {
    return await settle(companyId, message, await transmitMessage(companyId, message));
  } catch (error) {
    // Something of ours broke before anything was said: it is tried again later, and the cause is told.
    if (!(error instanceof BeforeSending)) throw error;
    const detail = writeDeliveryDetail("sending.internal", {});
    await settle(companyId, message, { outcome: "failed", isPermanent: false, detail });
    throw error.cause;
  }
}

async function settle(companyId: number, message: Message, outcome: TransmitOutcome): Promise<Delivered> {
  const delivered = judge(message, outcome);
  const externalId = outcome.outcome === "sent" ? outcome.externalId : undefined;
  const settled = { ...delivered, detail: outcome.detail || null, externalId };
  await withCompany(companyId, (db) => settleDelivery(db, message, settled));
  return delivered;
}

function judge(message: Message, outcome: TransmitOutcome) {
  if (outcome.outcome !== "failed") return { delivery: outcome.outcome };
  const { isPermanent, retries = RETRY_AFTER_SECONDS } = outcome;
  // Attempts are never counted down: a message that a person resends gets another round of them.
  const retryInSeconds = retries[(message.deliveryAttempts - 1) % (retries.length + 1)];
  if (isPermanent || retryInSeconds === undefined) return { delivery: "failed" as const };
  return { delivery: "queued" as const, retryInSeconds };
}
