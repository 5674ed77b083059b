import { createPrivateKey } from "node:crypto";
import { z } from "zod";
import { toE164 } from "@/lib/customers/phone";
import { SIGNATURE_METHODS } from "@/lib/sms/verify-sms";
import { WhatsAppTemplate } from "@/lib/whatsapp/templates";

const name = z.string().trim().min(1, "required").max(100, "invalid");
const secret = z.string().trim().max(500, "invalid");

const number = z
  .string()
  .max(40, "numberInvalid")
  .refine((text) => toE164(text) !== undefined, "numberInvalid")
  .transform((text) => toE164(text) ?? text);

const privateKey = z
  .string()
  .trim()
  .max(10_000, "keyInvalid")
  .refine((text) => text === "" || isPrivateKey(text), "keyInvalid");

/** A file's path is no key: the SDK would read the file. */
function isPrivateKey(text: string): boolean {
  if (!text.startsWith("-----BEGIN")) return false;
  try {
    return createPrivateKey(text).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

/** How Vonage is asked for a number, as a person types it. An empty secret keeps the stored one. */
const Access = z.object({
  apiKey: z.string().trim().min(1, "required").max(100, "invalid"),
  apiSecret: secret,
  applicationId: z.union([z.literal(""), z.uuid("invalid")]),
  privateKey,
  signatureSecret: secret,
  /** What the account's setting for SMS says; WhatsApp only knows "messages". */
  api: z.enum(["messages", "sms"]),
  signatureMethod: z.enum(SIGNATURE_METHODS),
});

/** In the order of the form: the first that is wrong is named. */
export const NewNumber = z.object({ source: z.enum(["sms", "whatsapp"]), number, name, ...Access.shape });
export type NewNumber = z.output<typeof NewNumber>;

export const ChangedNumber = Access.extend({ integrationId: z.int().positive(), name });
export type ChangedNumber = z.output<typeof ChangedNumber>;

export const ChangedTemplates = z.object({
  integrationId: z.int().positive(),
  templates: z.array(WhatsAppTemplate).max(200, "invalid"),
});
export type ChangedTemplates = z.output<typeof ChangedTemplates>;
