import type { Db } from "@/db/company";
import { type FoundAddress, findCustomerOf, searchAddresses } from "@/db/queries/customer-search";
import { hasOptedOut } from "@/db/queries/customers";
import { findIntegration } from "@/db/queries/integrations-list";
import { findLastInboundAt } from "@/db/queries/message-status";
import type { Source } from "@/db/schema";
import { showPhone } from "@/lib/customers/phone";
import { readAddress } from "@/lib/customers/read-address";
import { AppError } from "@/lib/errors";
import type { VonageSettings } from "@/lib/integrations/vonage-access";
import type { WebhookSettings } from "@/lib/integrations/webhook-access";
import { type ChannelReach, readRate } from "./read-reach";

/** Somebody who could be written to first. */
export interface NewReach extends ChannelReach {
  /** Undefined when nobody here knows the address. */
  customerName: string | undefined;
}

/** What can be said to an address over a channel before anything was; refuses one that cannot be an address there. */
export async function reachRecipient(
  db: Db,
  { integrationId, address: typed }: { integrationId: number; address: string },
): Promise<NewReach> {
  const channel = await findIntegration(db, integrationId);
  if (!channel) throw new AppError("NOT_FOUND", "integrationGone");
  const { kind, address } = await readAddress(db, { text: typed, channel });
  const [customer, isOut] = await Promise.all([
    findCustomerOf(db, { kind, address }),
    channel.source === "sms" ? hasOptedOut(db, { kind, address }) : false,
  ]);
  const { templates = [] } = channel.settings as Partial<VonageSettings>;
  const hasNoCallback =
    channel.source === "webhook" && !(channel.settings as Partial<WebhookSettings>).callbackUrl;
  return {
    address,
    shownAddress: showPhone(address),
    customerName: customer?.name,
    refusal: isOut ? "customerOptedOut" : hasNoCallback ? "webhookWithoutCallback" : undefined,
    lastInboundAt: customer
      ? await findLastInboundAt(db, { customerId: customer.customerId, integrationId })
      : null,
    templates,
    rate: readRate(channel, address),
  };
}

/** A known address, as people read it too. */
export type SuggestedRecipient = FoundAddress & { shown: string };

const KINDS = {
  email: ["email"],
  sms: ["phone"],
  whatsapp: ["phone", "whatsapp"],
  webhook: ["email", "phone"],
} as const;

/** Customers whom a text may mean, by an address that a channel can write to. */
export async function suggestPeople(
  db: Db,
  { source, text }: { source: Source; text: string },
): Promise<SuggestedRecipient[]> {
  const found = await searchAddresses(db, { text, kinds: KINDS[source], limit: 8 });
  return found.map((one) => ({ ...one, name: showPhone(one.name), shown: showPhone(one.address) }));
}
