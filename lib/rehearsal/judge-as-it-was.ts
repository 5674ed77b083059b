import type { Db } from "@/db/company";
import { getAnswerSetting } from "@/db/queries/answer-context";
import { findClassification } from "@/db/queries/classifications";
import { getCompany } from "@/db/queries/companies";
import { findFolder } from "@/db/queries/folders-list";
import { getMessage } from "@/db/queries/messages";
import { findModelSettings } from "@/db/queries/model-settings";
import type { WrittenAnswer } from "@/lib/proposals/write-answer";
import { decideAutoReply, type ReplyVerdict } from "@/lib/triage/decide-auto-reply";
import { type Circumstances, type ReplyPolicy, USUAL_CAPS } from "@/lib/triage/reply-circumstances";

interface Asked {
  messageId: number;
  folderId: number;
  answer: WrittenAnswer | undefined;
}

/**
 * Whether the answer would have left by itself when the message came: what was written and by whom counts, and what has
 * happened since does not. The folder is taken to be switched on.
 */
export async function judgeAsItWas(db: Db, { messageId, folderId, answer }: Asked): Promise<ReplyVerdict> {
  const message = await getMessage(db, messageId);
  const [classification, folder, settings, company, { source }] = await Promise.all([
    findClassification(db, messageId),
    findFolder(db, folderId),
    findModelSettings(db),
    getCompany(db),
    getAnswerSetting(db, message.conversationId),
  ]);
  const { origin, answerable, unanswerableBecause, dmarc, sentAt, subject, body, attachmentCount } = message;
  const circumstances: Circumstances = {
    ...QUIET,
    now: sentAt,
    connectedAt: sentAt,
    message: {
      ...{ isInbound: true, origin, answerable, signals: unanswerableBecause ?? [] },
      ...{ dmarc, source, receivedAt: sentAt, subject, body, attachmentCount },
    },
    judged: classification
      ? { urgent: classification.urgent, spam: classification.spam, intent: classification.intent }
      : null,
    answer: answer ? { confidence: answer.confidence, gates: answer.gates } : null,
  };
  const policy: ReplyPolicy = {
    ...{ mode: "automatic", replyHours: "always", openingHours: settings?.openingHours ?? null },
    ...{ timeZone: company.timeZone, caps: USUAL_CAPS, hasPrompt: true, isStopped: false, modelOff: null },
    sendThreshold: folder?.sendThreshold ?? 85,
    filingThreshold: settings?.filingThreshold ?? 75,
    isRehearsed: true,
  };
  return decideAutoReply(circumstances, policy);
}

/** Nothing else has happened: the customer is known, wrote to us, and nobody has answered. */
const QUIET: Pick<Circumstances, "sender" | "isAddressedToUs" | "conversation" | "loops" | "counts"> = {
  sender: { ours: null, isCustomer: true, wasAnsweredBefore: true, unreachable: null },
  isAddressedToUs: true,
  conversation: {
    ...{ status: "new", filedBy: "rule", filingConfidence: null, hasNewerMessage: false, answeredBy: null },
    ...{ personAnsweredAt: null, draftSavedAt: null, automaticSincePerson: 0 },
    ...{ hasTroubledAnswer: false, wasTakenBack: false },
  },
  loops: { earlierSubjects: [], answeredBodies: [], isBodyAnswered: false },
  counts: {
    conversationPerDay: 0,
    customerPerDay: 0,
    domainPerHour: 0,
    mailboxPerHour: 0,
    companyPerHour: 0,
  },
};
