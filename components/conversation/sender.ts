import type { ThreadMessage } from "@/db/queries/thread";

/** Who a message is from, as people call them. */
export function senderOf(message: ThreadMessage): { name: string; address: string; isOurs: boolean } {
  const isOurs = message.kind !== "inbound";
  const name = (isOurs && message.employeeName) || message.senderName || message.senderAddress;
  return { name, address: message.senderAddress, isOurs };
}

/** The beginning of a text on one line. */
export const firstWords = (text: string): string => text.slice(0, 400).replace(/\s+/g, " ").trim();
