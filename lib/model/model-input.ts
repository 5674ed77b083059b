import { z } from "zod";

/** In the provider's currency per million tokens; null takes what is known of the model. */
const price = z.number("invalid").min(0, "invalid").max(10_000, "invalid").nullable();

export const ModelConnection = z.object({
  /** "" is OpenAI's own. */
  baseUrl: z.string().trim().max(400, "invalid"),
  /** Empty keeps the stored one. */
  key: z.string().trim().max(400, "invalid"),
  model: z.string().trim().min(1, "required").max(120, "invalid"),
  embeddingModel: z.string().trim().max(120, "invalid"),
  inputPrice: price,
  outputPrice: price,
  monthlyBudget: z.number("invalid").min(0, "invalid").max(1_000_000, "invalid").nullable(),
});
export type ModelConnection = z.output<typeof ModelConnection>;

const minutes = z.int("invalid").min(0, "invalid").max(1440, "invalid");
const cap = z.int("invalid").min(0, "invalid").max(10_000, "invalid").nullable();

export const AnswerRules = z.object({
  prompt: z.string().trim().max(8000, "invalid"),
  /** Hosts, or addresses whose host counts. */
  links: z.array(z.string().trim().max(400, "invalid")).max(100, "invalid"),
  filingThreshold: z.int("invalid").min(50, "invalid").max(100, "invalid"),
  /** Seven days from Monday on; null for a company without opening hours. */
  openingHours: z
    .array(z.object({ from: minutes, to: minutes }).nullable())
    .max(7, "invalid")
    .nullable(),
  caps: z.object({
    conversationPerDay: cap,
    customerPerDay: cap,
    domainPerHour: cap,
    mailboxPerHour: cap,
    companyPerHour: cap,
  }),
});
export type AnswerRules = z.output<typeof AnswerRules>;
