import { Mail, MessageCircle, Smartphone, Webhook } from "lucide-react";

export const CHANNEL_KINDS = ["email", "sms", "whatsapp", "webhook"] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

export const CHANNEL_ICONS = { email: Mail, sms: Smartphone, whatsapp: MessageCircle, webhook: Webhook };
