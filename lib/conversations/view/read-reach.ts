import type { Db } from "@/db/company";
import { hasOptedOut } from "@/db/queries/customers";
import { findLastInboundAt } from "@/db/queries/message-status";
import type { Conversation, Integration, Message } from "@/db/schema";
import { showPhone } from "@/lib/customers/phone";
import type { VonageSettings } from "@/lib/integrations/vonage-access";
import type { WebhookSettings } from "@/lib/integrations/webhook-access";
import { type SmsRate, smsRateOf } from "@/lib/sms/sms-rate";
import type { WhatsAppTemplate } from "@/lib/whatsapp/templates";
import { findKnownAddress } from "../known-address";

/** What an answer in a conversation that is no mail can be, and whether it can be at all. */
export interface ChannelReach {
  /** Where it goes. */
  address: string;
  /** The same as people read it. */
  shownAddress: string;
  /** Why no answer is taken, a key under `errors`; a closed window still takes templates. */
  refusal: "customerOptedOut" | "senderUnanswerable" | "webhookWithoutCallback" | undefined;
  /** On WhatsApp, when the customer last wrote: `windowOf` says what that means now. */
  lastInboundAt: Date | null;
  templates: WhatsAppTemplate[];
  /** Of an SMS, where its number tells a country. */
  rate: SmsRate | undefined;
}

interface Reached {
  conversation: Pick<Conversation, "customerId">;
  integration: Pick<Integration, "id" | "source" | "address" | "settings">;
  answered: Pick<Message, "kind" | "senderAddress" | "recipients"> | undefined;
}

/** Undefined for a mail, which goes wherever it is sent. */
export async function readReach(db: Db, reached: Reached): Promise<ChannelReach | undefined> {
  const { conversation, integration, answered } = reached;
  if (integration.source === "email") return undefined;
  const address = answered
    ? addressOf(answered)
    : (await findKnownAddress(db, { ...conversation, source: integration.source }))?.address;
  const { id: integrationId, settings } = integration;
  const { templates = [] } = settings as Partial<VonageSettings>;
  return {
    address: address ?? "",
    shownAddress: showPhone(address ?? ""),
    refusal: await findRefusal(db, integration, address ?? ""),
    lastInboundAt: await findLastInboundAt(db, { customerId: conversation.customerId, integrationId }),
    templates,
    rate: readRate(integration, address ?? ""),
  };
}

/** What an SMS from this number to that one costs. */
export function readRate(
  { source, address: from, settings }: Reached["integration"],
  to: string,
): SmsRate | undefined {
  const { prices } = settings as Partial<VonageSettings>;
  return source === "sms" ? smsRateOf({ from, to, prices }) : undefined;
}

const addressOf = ({ kind, senderAddress, recipients }: NonNullable<Reached["answered"]>) =>
  kind === "inbound" ? senderAddress : recipients.to[0]?.address;

async function findRefusal(
  db: Db,
  { source, settings }: Reached["integration"],
  address: string,
): Promise<ChannelReach["refusal"]> {
  if (source === "webhook") {
    return (settings as Partial<WebhookSettings>).callbackUrl ? undefined : "webhookWithoutCallback";
  }
  if (source !== "sms") return undefined;
  if (!address.startsWith("+")) return "senderUnanswerable";
  return (await hasOptedOut(db, { kind: "phone", address })) ? "customerOptedOut" : undefined;
}
