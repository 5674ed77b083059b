import { Mail, MessageCircle, Smartphone, Webhook } from "lucide-react";
import type { Source } from "@/db/schema";

const ICONS = { email: Mail, sms: Smartphone, whatsapp: MessageCircle, webhook: Webhook };

/** A channel has an icon and never a colour. */
export function SourceIcon({ source, className }: { source: Source; className?: string }) {
  const Icon = ICONS[source];
  return <Icon className={className} aria-hidden />;
}
