import type { Integration } from "@/db/schema";
import { env } from "@/lib/env";

/** Where what comes for a number or a custom webhook is to be sent, from outside. */
export function webhookUrlOf({ source, id }: Pick<Integration, "source" | "id">): string {
  const place = source === "webhook" ? `custom/${id}` : source;
  return new URL(`/inbox/webhooks/${place}`, env.APP_URL).href;
}
