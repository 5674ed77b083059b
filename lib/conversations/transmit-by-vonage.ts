import { withCompany } from "@/db/company";
import { listAttachments } from "@/db/queries/attachments";
import { findConversation } from "@/db/queries/conversations";
import { recordFailure, recordSuccess } from "@/db/queries/integrations";
import type { Attachment } from "@/db/schema";
import { toDigits } from "@/lib/customers/phone";
import { makeMediaLink } from "@/lib/files/media-link";
import { readVonageAccess } from "@/lib/integrations/vonage-access";
import { type OutgoingMedia, sendMessage } from "@/lib/vonage/send-message";
import { checkReachable } from "./check-reachable";
import { makeClientRef } from "./client-ref";
import type { Transmission, TransmitOutcome } from "./transmit-message";
import { countSmsParts } from "./view/count-sms-parts";
import { writeDeliveryDetail } from "./view/delivery-detail";
import { mediaTypeOf } from "./view/media-limits";

/** Sends an SMS or a WhatsApp message, unless in the meantime its customer opted out or the window closed. */
export async function transmitByVonage(transmission: Transmission): Promise<TransmitOutcome> {
  const { companyId, message, integration, onPhase } = transmission;
  const [to] = message.recipients.to;
  const attachments = await withCompany(companyId, async (db) => {
    const conversation = await findConversation(db, message.conversationId);
    const customerId = conversation?.customerId ?? 0;
    const hasTemplate = message.content?.template !== undefined;
    await checkReachable(db, { integration, customerId, address: to?.address ?? "", hasTemplate });
    return listAttachments(db, message.id);
  });
  const sent = await sendMessage(
    readVonageAccess(integration),
    {
      channel: integration.source === "sms" ? "sms" : "whatsapp",
      from: toDigits(integration.address),
      to: toDigits(to?.address ?? ""),
      clientRef: makeClientRef(companyId, { messageId: message.id, number: message.deliveryAttempts }),
      text: message.body,
      isUnicode: countSmsParts(message.body).alphabet === "ucs-2",
      media: attachments[0] && linkTo(companyId, attachments[0]),
      template: message.content?.template,
      repliesTo: message.content?.repliesTo,
    },
    { onPhase },
  );
  await tellNumber(transmission, sent);
  if (sent.outcome === "sent") return sent;
  if (sent.outcome === "unknown") return { outcome: "unknown", detail: sent.reason };
  const { isPermanent, key, words } = sent;
  return { outcome: "failed", isPermanent, detail: writeDeliveryDetail(key, {}, words) };
}

/** The refusals that are about the number, not about the message, as its diagnosis names them. */
const OF_THE_NUMBER: Record<string, string> = { "vonage.login": "vonage-sending", "vonage.credit": "credit" };

/** A number that cannot send shows as failing until it can: nobody has to find out by failed messages. */
async function tellNumber(
  { companyId, integration }: Transmission,
  sent: Awaited<ReturnType<typeof sendMessage>>,
): Promise<void> {
  const failure = sent.outcome === "failed" ? OF_THE_NUMBER[sent.key] : undefined;
  if (failure) await withCompany(companyId, (db) => recordFailure(db, integration.id, failure));
  if (sent.outcome === "sent" && integration.failingSince) {
    await withCompany(companyId, (db) => recordSuccess(db, integration.id));
  }
}

function linkTo(companyId: number, { id, name, type }: Attachment): OutgoingMedia {
  return { type: mediaTypeOf(type), url: makeMediaLink(companyId, id), name };
}
