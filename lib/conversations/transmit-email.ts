import type { Integration, Message } from "@/db/schema";
import { type SendOutcome, sendEmail } from "@/lib/email/smtp";
import { readMailboxAccess } from "@/lib/integrations/mailbox-access";
import { composeMessage } from "./compose-message";
import type { Transmission, TransmitOutcome } from "./transmit-message";
import { writeDeliveryDetail } from "./view/delivery-detail";

/** Sends a message by its mailbox's SMTP server. */
export async function transmitEmail({
  companyId,
  message,
  integration,
  onPhase,
}: Transmission): Promise<TransmitOutcome> {
  const { to, cc, bcc } = message.recipients;
  const addresses = new Map([...to, ...cc, ...bcc].map(({ address }) => [address.toLowerCase(), address]));
  const email = {
    raw: await composeMessage(companyId, message, integration),
    envelope: { from: returnPathOf(message, integration), to: [...addresses.values()] },
  };
  return outcomeOf(await sendEmail(readMailboxAccess(integration), email, onPhase));
}

/** RFC 3834 4: what a machine wrote must not bring an answer back. Many servers take no empty one from whom they know. */
const returnPathOf = ({ origin }: Message, { address, settings }: Integration): string =>
  origin === "automatic" && settings.allowsNullSender === true ? "" : address;

function outcomeOf(sent: SendOutcome): TransmitOutcome {
  if (sent.outcome === "sent") {
    return { outcome: "sent", detail: sent.rejected.map(({ address }) => address).join(", ") };
  }
  if (sent.outcome === "unknown") return { outcome: "unknown", detail: sent.reason };
  const { permanent: isPermanent, mailbox, reason } = sent;
  const detail = mailbox ? writeDeliveryDetail(`sending.${mailbox}`, {}, reason) : reason;
  return { outcome: "failed", isPermanent, detail };
}
