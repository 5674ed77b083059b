import { withCompany } from "@/db/company";
import { listContextMessages } from "@/db/queries/answer-context";
import { getCompany } from "@/db/queries/companies";
import { failSummary, findNewestMessageId, keepSummary } from "@/db/queries/summaries";
import { askModel } from "@/lib/model/ask-model";
import { writeDataBlock } from "@/lib/model/data-block";
import { seeMessages } from "@/lib/model/see-messages";
import { writeSummaryPrompt } from "./prompt";
import { SummaryShape } from "./summary-shape";
import { tidySummary } from "./tidy-summary";

/** The model could not be asked just now; asking again later may do. */
export class SummaryUnavailable extends Error {}

const LANGUAGES: Record<string, string> = { fr: "French", en: "English" };

/**
 * Sums a conversation up to its newest message, in the company's language, and keeps it in the place of the one before.
 * False when the model is off or gave nothing usable, which is then shown. Throws SummaryUnavailable when it is worth
 * asking again.
 */
export async function writeSummary(companyId: number, conversationId: number): Promise<boolean> {
  const read = await withCompany(companyId, async (db) => {
    const messageId = await findNewestMessageId(db, conversationId);
    if (messageId === undefined) return undefined;
    const [company, messages] = await Promise.all([
      getCompany(db),
      listContextMessages(db, { conversationId, messageId }),
    ]);
    return { company, messages: await seeMessages(db, messages), messageId };
  });
  if (!read || read.messages.length === 0) return false;
  const answer = await askModel(companyId, {
    purpose: "summary",
    system: writeSummaryPrompt(LANGUAGES[read.company.locale] ?? "French"),
    data: read.messages
      .map(({ kind, sentAt, body }) =>
        writeDataBlock(
          `${kind === "outbound" ? "company" : "customer"} ${sentAt.toISOString().slice(0, 10)}`,
          body,
        ),
      )
      .join("\n\n"),
    schema: SummaryShape,
    conversationId,
    maxOutputTokens: 700,
  });
  if (answer.outcome === "answered") {
    const summary = { ...tidySummary(answer.value), model: answer.model, upToMessageId: read.messageId };
    await withCompany(companyId, (db) => keepSummary(db, conversationId, summary));
    return true;
  }
  if (answer.outcome !== "off" && answer.retryable) throw new SummaryUnavailable(answer.outcome);
  await withCompany(companyId, (db) => failSummary(db, conversationId, answer.outcome));
  return false;
}
