import { z } from "zod";

/** What the model answers; every field is required, as OpenAI's strict mode wants it. Limits are kept in code. */
export const AnswerShape = z.object({
  language: z.string(),
  confidence: z.number(),
  needsPerson: z.boolean(),
  because: z.string(),
  sentences: z.array(
    z.object({ text: z.string(), sources: z.array(z.string()), endsParagraph: z.boolean() }),
  ),
});

export type AnswerShape = z.infer<typeof AnswerShape>;
