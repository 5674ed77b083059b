import { z } from "zod";
import { toAddress } from "@/lib/customers/phone";
import { oneLine } from "@/lib/email/parse-clean";
import type { MessagesReceived } from "@/lib/vonage/messages-event";

const Sender = z.object({
  profile: z.object({ name: z.string().default(""), username: z.string().default("") }).optional(),
  whatsapp: z.object({ sender: z.object({ user_id: z.string().min(1).max(100) }) }).optional(),
});

/** Who wrote on WhatsApp. Some show no number; the user id is theirs as long as the number does not change. */
export interface WhatsAppSender {
  name: string;
  userId: string | null;
  number: string | null;
}

export function readSender(message: MessagesReceived): WhatsAppSender {
  const { profile, whatsapp } = Sender.safeParse(message).data ?? {};
  const from = toAddress(message.from);
  const number = from.startsWith("+") ? from : null;
  return {
    name: oneLine(profile?.name || profile?.username || "").slice(0, 200),
    userId: whatsapp?.sender.user_id ?? (number ? null : from || null),
    number,
  };
}
