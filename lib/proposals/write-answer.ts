import type { CallPurpose, ProposalSentence, ProposalSource } from "@/db/schema";
import { askModel } from "@/lib/model/ask-model";
import { AnswerShape } from "./answer-shape";
import { type AnswerFrame, type CheckedAnswer, checkAnswer } from "./check-answer";
import { citeSentences } from "./cite-sentences";
import { writeAnswerPrompt } from "./prompt";
import { type AnswerContext, readContext } from "./read-context";

/** An answer that a model wrote, cited and checked; nothing of it is stored or sent. */
export interface WrittenAnswer extends CheckedAnswer {
  sentences: ProposalSentence[];
  sources: ProposalSource[];
  confidence: number;
  language: string;
  gates: ReturnType<typeof checkAnswer>;
  model: string;
  promptHash: string;
}

/** Why there is no answer: the model is off, could not be asked, or found nothing to say. */
export interface NoAnswer {
  failure: string;
  retryable: boolean;
}

interface Asked {
  conversationId: number;
  messageId: number;
  purpose: Extract<CallPurpose, "answer" | "rehearsal" | "reminder">;
  /** Who closes the letter; nobody when it leaves by itself. */
  senderName?: string;
}

const LONGEST_MAIL = 4000;
const LONGEST_SMS = 480;

/** Has the model answer one message from this conversation and the company's articles. */
export async function writeAnswer(companyId: number, asked: Asked): Promise<WrittenAnswer | NoAnswer> {
  const context = await readContext(companyId, asked);
  const system = writeAnswerPrompt({
    companyName: context.companyName,
    prompt: context.prompt,
    instructions: context.instructions,
    senderName: asked.senderName ?? "",
    isShort: context.source === "sms",
    isReminder: asked.purpose === "reminder",
  });
  const answer = await askModel(companyId, {
    purpose: asked.purpose,
    system,
    data: context.data,
    schema: AnswerShape,
    conversationId: asked.conversationId,
    maxOutputTokens: 1200,
  });
  if (answer.outcome !== "answered") {
    return { failure: answer.outcome, retryable: answer.outcome !== "off" && answer.retryable };
  }
  const { value, model, promptHash } = answer;
  const names = [context.companyName, context.customerName, asked.senderName ?? "", ...employeesOf(context)];
  const cited = citeSentences(value, context.citables, names);
  const saysSomething = cited.sentences.some(({ states }) => states || asked.purpose === "reminder");
  if (!saysSomething) return { failure: "nothingFound", retryable: false };
  const needsPerson = value.needsPerson ? value.because.slice(0, 300) || "model" : null;
  const frame = frameOf(context, system);
  return {
    ...cited,
    needsPerson,
    confidence: Number.isFinite(value.confidence) ? Math.min(1, Math.max(0, value.confidence)) : 0,
    language: value.language.slice(0, 10),
    gates: checkAnswer({ ...cited, needsPerson }, frame),
    model,
    promptHash,
  };
}

const employeesOf = ({ messages }: AnswerContext) =>
  messages.flatMap(({ employeeName }) => employeeName ?? []);

function frameOf(
  { citables, links, prompt, instructions, question, source }: AnswerContext,
  system: string,
): AnswerFrame {
  const ours = citables.filter((citable) => citable.ours);
  const articles = ours.filter(({ label }) => label.startsWith("A"));
  const join = (texts: { text: string }[]) => texts.map(({ text }) => text).join("\n");
  return {
    ours: [join(ours), ...links].join("\n"),
    articles: join(articles),
    question,
    told: [system, prompt, instructions].join("\n"),
    longest: source === "sms" ? LONGEST_SMS : LONGEST_MAIL,
  };
}
