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

/** How many values its places need. */
export function countPlaces({ body }: Pick<WhatsAppTemplate, "body">): number {
  return Math.max(0, ...[...body.matchAll(/\{\{(\d{1,2})\}\}/g)].map(([, place]) => Number(place)));
}

/** The text the customer will read. A place without a value stays as it is written. */
export function fillTemplate({ body }: Pick<WhatsAppTemplate, "body">, parameters: string[]): string {
  return body.replace(/\{\{(\d{1,2})\}\}/g, (whole, place: string) => parameters[Number(place) - 1] ?? whole);
}
