import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { recordPhase } from "@/db/queries/messages";
import type { Integration, Message, Source } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { transmitByCallback } from "./transmit-by-callback";
import { transmitByVonage } from "./transmit-by-vonage";
import { transmitEmail } from "./transmit-email";
import { writeDeliveryDetail } from "./view/delivery-detail";

/** How one attempt to send ended, by whichever channel. `detail` is what `delivery_detail` keeps. */
export type TransmitOutcome =
  | { outcome: "sent"; detail?: string; externalId?: string }
  /** Certainly not sent. `retries`: after how many seconds each next attempt follows, where it is not the usual. */
  | { outcome: "failed"; isPermanent: boolean; detail: string; retries?: readonly number[] }
  /** It may have been sent. Never resend by machine. */
  | { outcome: "unknown"; detail: string };

/** A message that is being sent, and the channel it leaves by. */
export interface Transmission {
  companyId: number;
  message: Message;
  integration: Integration;
  /** Called when the other end is about to have it; when it throws, nothing is sent. */
  onPhase: (phase: "data") => Promise<void>;
}

const WAYS: Record<Source, (transmission: Transmission) => Promise<TransmitOutcome>> = {
  email: transmitEmail,
  sms: transmitByVonage,
  whatsapp: transmitByVonage,
  webhook: transmitByCallback,
};

/** Something of ours broke before anything was said. */
export class BeforeSending extends Error {}

/** One attempt to send a claimed message by its channel. A refusal of ours is an outcome, anything else is BeforeSending. */
export async function transmitMessage(companyId: number, message: Message): Promise<TransmitOutcome> {
  try {
    const integration = await withCompany(companyId, (db) => getIntegration(db, message.integrationId ?? 0));
    const onPhase = (phase: "data") => beginPhase(companyId, message, phase);
    return await WAYS[integration.source]({ companyId, message, integration, onPhase });
  } catch (cause) {
    if (!(cause instanceof AppError)) throw new BeforeSending("Not prepared", { cause });
    return { outcome: "failed", isPermanent: true, detail: writeDeliveryDetail(cause.message, cause.values) };
  }
}

async function beginPhase(companyId: number, message: Message, phase: "data"): Promise<void> {
  const isCurrent = await withCompany(companyId, (db) => recordPhase(db, message, phase));
  if (!isCurrent) throw new Error("This attempt was taken for dead, and another may have been made");
}
