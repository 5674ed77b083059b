import { z } from "zod";

/** A text that WhatsApp approved, with places written {{1}}, {{2}} … */
export const WhatsAppTemplate = z.object({
  name: z
    .string()
    .trim()
    .regex(/^[a-z0-9_]{1,512}$/, "templateName"),
  language: z
    .string()
    .trim()
    .regex(/^[a-z]{2,3}(?:[_-][A-Z]{2})?$/, "invalid"),
  body: z.string().trim().min(1, "required").max(1024, "textTooLong"),
});
export type WhatsAppTemplate = z.output<typeof WhatsAppTemplate>;
