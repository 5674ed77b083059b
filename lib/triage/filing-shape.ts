import { z } from "zod";
import { INTENTS } from "@/db/schema";

/** What the model says of a message. Labels are those of the prompt; "" is no folder. Limits are kept in code. */
export const FilingShape = z.object({
  folder: z.string(),
  confidence: z.number(),
  runnerUp: z.string(),
  runnerUpConfidence: z.number(),
  urgent: z.boolean(),
  spam: z.boolean(),
  intent: z.enum(INTENTS),
  language: z.string(),
  reason: z.string(),
  quotes: z.array(z.string()),
});

export type FilingShape = z.infer<typeof FilingShape>;
