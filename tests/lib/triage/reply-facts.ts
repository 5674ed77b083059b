import { ANSWER_GATES } from "@/lib/proposals/check-answer";
import type { Circumstances, ReplyPolicy } from "@/lib/triage/reply-circumstances";
import { USUAL_CAPS } from "@/lib/triage/reply-circumstances";

type Changed<T> = {
  [Key in keyof T]?: T[Key] extends Date | readonly unknown[] | null ? T[Key] : Partial<T[Key]> | null;
};

/** Wednesday, ten o'clock in Paris. */
export const NOW = new Date("2026-11-25T09:00:00Z");
export const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

/** A customer's first question, proven, filed by a rule, with an answer that passes: nothing stands against it. */
const FINE: Circumstances = {
  now: NOW,
  message: {
    isInbound: true,
    origin: "person",
    answerable: true,
    signals: [],
    dmarc: "pass",
    source: "email",
    receivedAt: minutesAgo(1),
    subject: "Où en est ma commande ?",
    body: "Bonjour, où en est ma commande 12345 ? Merci d'avance.",
    attachmentCount: 0,
  },
  sender: { ours: null, isCustomer: true, wasAnsweredBefore: false, unreachable: null },
  isAddressedToUs: true,
  connectedAt: minutesAgo(60 * 24 * 30),
  conversation: {
    status: "new",
    filedBy: "rule",
    filingConfidence: null,
    hasNewerMessage: false,
    answeredBy: null,
    personAnsweredAt: null,
    draftSavedAt: null,
    automaticSincePerson: 0,
    hasTroubledAnswer: false,
    wasTakenBack: false,
  },
  judged: null,
  loops: { earlierSubjects: [], answeredBodies: [], isBodyAnswered: false },
  counts: {
    conversationPerDay: 0,
    customerPerDay: 0,
    domainPerHour: 0,
    mailboxPerHour: 0,
    companyPerHour: 0,
  },
  answer: { confidence: 0.95, gates: ANSWER_GATES.map((gate) => ({ gate, passed: true })) },
};

const WANTED: ReplyPolicy = {
  mode: "automatic",
  replyHours: "always",
  openingHours: null,
  timeZone: "Europe/Paris",
  sendThreshold: 85,
  filingThreshold: 75,
  caps: USUAL_CAPS,
  hasPrompt: true,
  isStopped: false,
  modelOff: null,
  isRehearsed: true,
};

export function facts(changed: Changed<Circumstances> = {}): Circumstances {
  const entries = Object.entries(changed).map(([key, value]) => {
    const usual = FINE[key as keyof Circumstances];
    const isPart = value && usual && !(value instanceof Date) && typeof value === "object";
    return [key, isPart ? Object.assign({}, usual, value) : value];
  });
  return { ...FINE, ...Object.fromEntries(entries) };
}

export const policy = (changed: Partial<ReplyPolicy> = {}): ReplyPolicy => ({ ...WANTED, ...changed });
