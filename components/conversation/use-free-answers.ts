"use client";
import { useNow } from "use-intl";
import { type WhatsAppWindow, windowOf } from "@/lib/conversations/view/whatsapp-window";
import { usePane } from "./pane-context";

/** What is left of the time in which anything may be written on WhatsApp; undefined on other channels. */
export function useFreeAnswers(): WhatsAppWindow | undefined {
  const { channel, reach } = usePane();
  const now = useNow();
  return channel.source === "whatsapp" && reach ? windowOf(reach.lastInboundAt, now) : undefined;
}
