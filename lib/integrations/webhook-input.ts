import { z } from "zod";
import { SIGNINGS } from "@/lib/webhooks/verify-signature";

const name = z.string().trim().min(1, "required").max(100, "invalid");

/** Where answers go; "" when there is nowhere. Whether it may be asked is found out at each attempt. */
const callbackUrl = z
  .string()
  .trim()
  .max(2_000, "callbackInvalid")
  .refine((url) => url === "" || /^https?:\/\/[^\s]+$/.test(url), "callbackInvalid")
  .refine((url) => url === "" || (URL.canParse(url) && !new URL(url).username), "callbackInvalid");

export const NewWebhook = z.object({ name, signing: z.enum(SIGNINGS), callbackUrl });
export type NewWebhook = z.output<typeof NewWebhook>;

export const ChangedWebhook = NewWebhook.extend({ integrationId: z.int().positive() });
export type ChangedWebhook = z.output<typeof ChangedWebhook>;
