import { setTimeout as sleep } from "node:timers/promises";
import type { WebhookCall } from "../vonage-account";

const RETRIES_MS = [1_000, 3_000, 10_000, 30_000, 60_000];

/**
 * Delivers a webhook as a provider does: signed anew for each attempt, and again for a while when nobody takes it. False
 * when it was refused, or never taken.
 */
export async function deliverWebhook(url: string, sign: () => WebhookCall): Promise<boolean> {
  for (const pause of [...RETRIES_MS, undefined]) {
    const { query, init } = sign();
    const signal = AbortSignal.timeout(20_000);
    const answer = await fetch(`${url}${query}`, { ...init, signal }).catch(() => undefined);
    if (answer?.ok) return true;
    if ((answer && answer.status < 500) || pause === undefined) return false;
    // It keeps nobody from ending.
    await sleep(pause, undefined, { ref: false });
  }
  return false;
}
