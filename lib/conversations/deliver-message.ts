import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { claimQueuedMessage, recordPhase, settleDelivery } from "@/db/queries/messages";
import type { Delivery, Message } from "@/db/schema";
import { type SendOutcome, sendEmail } from "@/lib/email/smtp";
import { AppError } from "@/lib/errors";
import { readMailboxAccess } from "@/lib/integrations/mailbox-access";
import { composeMessage } from "./compose-message";
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
  const message = await withCompany(companyId, (db) => claimQueuedMessage(db, messageId));
  if (!message) return { delivery: "untouched" };
  try {
    return await settle(companyId, message, await transmit(companyId, message));
  } catch (error) {
    // Something of ours broke before anything was said: it is tried again later, and the cause is told.
    if (!(error instanceof BeforeSending)) throw error;
    const reason = writeDeliveryDetail("sending.internal", {});
    await settle(companyId, message, { outcome: "failed", permanent: false, reason });
    throw error.cause;
  }
}

class BeforeSending extends Error {}

async function transmit(companyId: number, message: Message): Promise<SendOutcome> {
  const prepared = await prepare(companyId, message).catch((cause: unknown) => {
    if (!(cause instanceof AppError)) throw new BeforeSending("Not prepared", { cause });
    return cause;
  });
  if (prepared instanceof AppError) {
    const reason = writeDeliveryDetail(prepared.message, prepared.values);
    return { outcome: "failed", permanent: true, reason };
  }
  return sendEmail(prepared.access, prepared.email, async (phase) => {
    const isCurrent = await withCompany(companyId, (db) => recordPhase(db, message, phase));
    if (!isCurrent) throw new Error("This attempt was taken for dead, and another may have been made");
  });
}

async function prepare(companyId: number, message: Message) {
  const integration = await withCompany(companyId, (db) => getIntegration(db, message.integrationId ?? 0));
  const { to, cc, bcc } = message.recipients;
  const addresses = new Map([...to, ...cc, ...bcc].map(({ address }) => [address.toLowerCase(), address]));
  return {
    access: readMailboxAccess(integration),
    email: {
      raw: await composeMessage(companyId, message, integration),
      envelope: { from: integration.address, to: [...addresses.values()] },
    },
  };
}

async function settle(companyId: number, message: Message, outcome: SendOutcome): Promise<Delivered> {
  const delivered = judge(message, outcome);
  const detail = detailOf(outcome) || null;
  await withCompany(companyId, (db) => settleDelivery(db, message, { ...delivered, detail }));
  return delivered;
}

function judge(message: Message, outcome: SendOutcome) {
  if (outcome.outcome !== "failed") return { delivery: outcome.outcome };
  // Attempts are never counted down: a message that a person resends gets another round of them.
  const round = RETRY_AFTER_SECONDS.length + 1;
  const retryInSeconds = RETRY_AFTER_SECONDS[(message.deliveryAttempts - 1) % round];
  if (outcome.permanent || retryInSeconds === undefined) return { delivery: "failed" as const };
  return { delivery: "queued" as const, retryInSeconds };
}

function detailOf(outcome: SendOutcome): string {
  if (outcome.outcome === "sent") return outcome.rejected.map(({ address }) => address).join(", ");
  if (outcome.outcome === "failed" && outcome.mailbox) {
    return writeDeliveryDetail(`sending.${outcome.mailbox}`, {}, outcome.reason);
  }
  return outcome.reason;
}
