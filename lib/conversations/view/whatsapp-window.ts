const WINDOW_MS = 24 * 60 * 60 * 1000;

export interface WhatsAppWindow {
  isOpen: boolean;
  /** When free text stops, or stopped, being accepted; null when the customer never wrote. */
  closesAt: Date | null;
  /** Milliseconds, 0 once it is closed. */
  leftMs: number;
}

/** WhatsApp takes free text for 24 hours after the customer's last message, and only templates after that. Pure. */
export function windowOf(lastInboundAt: Date | null, now = new Date()): WhatsAppWindow {
  if (!lastInboundAt) return { isOpen: false, closesAt: null, leftMs: 0 };
  const closesAt = new Date(lastInboundAt.getTime() + WINDOW_MS);
  const leftMs = Math.max(0, closesAt.getTime() - now.getTime());
  return { isOpen: leftMs > 0, closesAt, leftMs };
}
