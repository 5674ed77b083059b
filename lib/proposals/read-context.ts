import { withCompany } from "@/db/company";
import { type ContextMessage, getAnswerSetting, listContextMessages } from "@/db/queries/answer-context";
import { getCompany } from "@/db/queries/companies";
import { findModelSettings } from "@/db/queries/model-settings";
import { type FoundPassage, findPassages } from "@/lib/knowledge/find-passages";
import { writeDataBlock } from "@/lib/model/data-block";
import { seeMessages } from "@/lib/model/see-messages";
import type { Citable } from "./cite-sentences";

/** What a model is shown to answer one message: this conversation and this company's articles, nothing else. */
export interface AnswerContext {
  companyName: string;
  prompt: string;
  instructions: string;
  links: string[];
  source: string;
  customerName: string;
  /** The customer's message that is answered. */
  question: string;
  messages: ContextMessage[];
  passages: FoundPassage[];
  citables: Citable[];
  data: string;
}

const PASSAGES = 8;

/** Reads the conversation up to one message and the articles that speak of it. */
export async function readContext(
  companyId: number,
  asked: { conversationId: number; messageId: number },
): Promise<AnswerContext> {
  const read = await withCompany(companyId, async (db) => {
    const [company, settings, setting, messages] = await Promise.all([
      getCompany(db),
      findModelSettings(db),
      getAnswerSetting(db, asked.conversationId),
      listContextMessages(db, asked),
    ]);
    return { company, settings, setting, messages: await seeMessages(db, messages) };
  });
  const { company, settings, setting, messages } = read;
  const last = messages.findLast(({ kind }) => kind === "inbound");
  const question = [last?.subject, last?.body].filter(Boolean).join("\n");
  const passages = await findPassages(companyId, { question, limit: PASSAGES });
  const citables = [...passages.map(citePassage), ...messages.map(citeMessage)];
  return {
    companyName: company.name,
    prompt: settings?.prompt ?? "",
    links: settings?.links ?? [],
    instructions: setting.instructions ?? "",
    source: setting.source,
    customerName: setting.customerName,
    question,
    messages,
    passages,
    citables,
    data: writeData(citables, messages, setting.subject),
  };
}

function citePassage(
  { passageId, articleId, version, title, heading, body }: FoundPassage,
  index: number,
): Citable {
  return {
    label: `A${index + 1}`,
    text: [title, heading, body].filter(Boolean).join("\n"),
    ours: true,
    cite: (quote) => ({ kind: "article", articleId, version, passageId, title, quote }),
  };
}

function citeMessage(message: ContextMessage, index: number): Citable {
  const { id, kind, origin, body, sentAt } = message;
  const senderName = message.employeeName ?? message.senderName;
  return {
    label: `M${index + 1}`,
    text: body,
    // What a machine of ours once wrote is no proof for the next one.
    ours: kind === "outbound" && origin !== "automatic",
    cite: (quote) => ({ kind: "message", messageId: id, senderName, sentAt: sentAt.toISOString(), quote }),
  };
}

function writeData(citables: Citable[], messages: ContextMessage[], subject: string): string {
  const articles = citables.filter(({ label }) => label.startsWith("A"));
  const written = citables.filter(({ label }) => label.startsWith("M"));
  return [
    articles.length > 0 ? "Articles of the company:" : "The company has no article on this.",
    ...articles.map(({ label, text }) => writeDataBlock(label, text)),
    "The conversation, the oldest message first:",
    subject && writeDataBlock("subject", subject, 300),
    ...written.map(({ label, text }, index) => {
      const message = messages[index];
      const who = message?.kind === "outbound" ? "company" : "customer";
      const files = message?.attachmentCount ? `, ${message.attachmentCount} attached files not shown` : "";
      return writeDataBlock(`${label} ${who} ${message?.sentAt.toISOString().slice(0, 16)}${files}`, text);
    }),
  ]
    .filter(Boolean)
    .join("\n\n");
}
