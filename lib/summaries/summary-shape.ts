import { z } from "zod";

/** What the model makes of a conversation; limits are kept in code. */
export const SummaryShape = z.object({
  keyPoints: z.array(z.string()),
  openQuestions: z.array(z.string()),
  promises: z.array(z.object({ what: z.string(), on: z.string() })),
});

export type SummaryShape = z.infer<typeof SummaryShape>;
