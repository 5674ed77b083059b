import { type Db, withCompany } from "@/db/company";
import { findClassification, keepClassification } from "@/db/queries/classifications";
import { getCompany } from "@/db/queries/companies";
import { findFilingQuestion, listDescribedFolders } from "@/db/queries/filing-question";
import { findModelSettings } from "@/db/queries/model-settings";
import type { Classifier } from "@/db/schema";
import { askModel } from "@/lib/model/ask-model";
import { writeDataBlock } from "@/lib/model/data-block";
import { seeMessages } from "@/lib/model/see-messages";
import { applyFiling } from "./apply-filing";
import { classifyByLearning } from "./classify-by-learning";
import { type DescribedFolder, writeFilingPrompt } from "./filing-prompt";
import { FilingShape } from "./filing-shape";
import { type ReadFiling, readFiling } from "./read-filing";

/** The model could not be asked just now; asking again later may do. */
export class ClassifierUnavailable extends Error {}

/** What came of it: who chose a folder, or why nobody did. */
export type Classified = Classifier | "unsure" | "known" | "off" | "notACustomer";

/**
 * Says what a customer's message is about and files its conversation, when nobody and no rule has: by what was learnt when
 * that is sure, else by the model. A second call finds the first one's answer. Throws ClassifierUnavailable when it is
 * worth asking again.
 */
export async function classifyMessage(companyId: number, messageId: number): Promise<Classified> {
  const read = await withCompany(companyId, (db) => readQuestion(db, messageId));
  if (!read) return "notACustomer";
  if (read.isKnown) return "known";
  const { question } = read;
  const text = [question.subject, question.body].filter(Boolean).join("\n");
  const learned = read.isUnfiled ? await classifyByLearning(companyId, text) : undefined;
  const folder = learned?.folderId ?? question.folderId;
  const asks = question.isRecent && (folder === null || read.replies(folder));
  const said = asks ? await askAboutMessage(companyId, { ...read, text }) : undefined;
  const filing = joinFilings(learned, said?.filing);
  if (!filing) return "off";
  const classifier = learned ? "learned" : "model";
  return withCompany(companyId, async (db) => {
    const { conversationId } = question;
    const isApplied = await applyFiling(db, {
      ...{ conversationId, classifier, filing, threshold: read.threshold },
      isUnfiled: read.isUnfiled,
    });
    await keepClassification(db, {
      ...{ messageId, conversationId, classifier, applied: isApplied },
      ...columnsOf(filing),
      ...{ model: said?.model, promptHash: said?.promptHash },
    });
    if (isApplied) return classifier;
    return "unsure";
  });
}

async function readQuestion(db: Db, messageId: number) {
  const asked = await findFilingQuestion(db, messageId);
  if (!asked) return undefined;
  const [question] = await seeMessages(db, [{ ...asked, id: messageId }]);
  if (!question) return undefined;
  const [known, folders, settings, company] = await Promise.all([
    findClassification(db, messageId),
    listDescribedFolders(db),
    findModelSettings(db),
    getCompany(db),
  ]);
  const replying = new Set(folders.filter(({ autoReply }) => autoReply !== "off").map(({ id }) => id));
  return {
    question,
    folders,
    companyName: company.name,
    locale: company.locale,
    threshold: (settings?.filingThreshold ?? 75) / 100,
    isKnown: known !== undefined,
    isUnfiled: question.folderId === null && question.filedBy === null,
    replies: (folderId: number) =>
      replying.has(folderId) || (folderId === question.folderId && question.folderReplies !== "off"),
  };
}

interface Asked {
  question: { conversationId: number };
  folders: DescribedFolder[];
  companyName: string;
  locale: string;
  text: string;
}

async function askAboutMessage(companyId: number, { question, folders, companyName, locale, text }: Asked) {
  const answer = await askModel(companyId, {
    purpose: "filing",
    system: writeFilingPrompt(companyName, locale === "en" ? "English" : "French", folders),
    data: writeDataBlock("message", text),
    schema: FilingShape,
    conversationId: question.conversationId,
    maxOutputTokens: 400,
  });
  if (answer.outcome === "answered") {
    const { value, model, promptHash } = answer;
    return { filing: readFiling(value, folders, text), model, promptHash };
  }
  if (answer.outcome !== "off" && answer.retryable) throw new ClassifierUnavailable(answer.outcome);
  return undefined;
}

type Learned = Pick<ReadFiling, "folderId" | "confidence" | "runnerUp" | "quotes">;

/** What was learnt chooses the folder; what else there is to say, the model says. */
function joinFilings(learned: Learned | undefined, said: ReadFiling | undefined): ReadFiling | undefined {
  if (!learned) return said;
  const rest = said ?? { urgent: false, spam: false, intent: null, language: null, reason: "" };
  return { ...rest, ...learned };
}

const columnsOf = ({ runnerUp, quotes, ...filing }: ReadFiling) => ({
  ...filing,
  runnerUpFolderId: runnerUp?.folderId ?? null,
  runnerUpConfidence: runnerUp?.confidence ?? null,
  evidence: quotes,
});
