import type {
  AutoReply,
  AutoReplyCaps,
  DMARC_RESULTS,
  Filer,
  Gate,
  Intent,
  OpeningHours,
  ORIGINS,
  ReplyHours,
  Source,
  Status,
} from "@/db/schema";

/** The message that may be answered, as it was received. */
export interface AskedMessage {
  isInbound: boolean;
  origin: (typeof ORIGINS)[number];
  answerable: boolean;
  /** Why it is not answerable: signs of a machine, a list or a forger. */
  signals: readonly string[];
  dmarc: (typeof DMARC_RESULTS)[number] | null;
  source: Source;
  receivedAt: Date;
  subject: string;
  body: string;
  attachmentCount: number;
}

/** What is known around it. Plain facts: what they mean is decided elsewhere. */
export interface Circumstances {
  now: Date;
  message: AskedMessage;
  sender: {
    /** One of our addresses, an address of our own domain, or a mail that bears an id of ours; null for everybody else. */
    ours: "address" | "domain" | "messageId" | null;
    /** The conversation's own customer, and not somebody who was let in. */
    isCustomer: boolean;
    /** A person of ours wrote to this customer before. */
    wasAnsweredBefore: boolean;
    /** Why nothing can be written to them, or null. */
    unreachable: string | null;
  };
  isAddressedToUs: boolean;
  /** When its mailbox or number was connected. */
  connectedAt: Date;
  conversation: {
    status: Status;
    filedBy: Filer | null;
    /** 0 to 1; null for what a person or a rule filed. */
    filingConfidence: number | null;
    hasNewerMessage: boolean;
    /** Whose word came after the message. */
    answeredBy: "person" | "machine" | null;
    personAnsweredAt: Date | null;
    draftSavedAt: Date | null;
    /** Answers by machine since a person of ours last wrote. */
    automaticSincePerson: number;
    /** Since a person of ours last wrote, one could not be sent, bounced or may not have left. */
    hasTroubledAnswer: boolean;
    /** Since a person of ours last wrote, one was taken back before it left. */
    wasTakenBack: boolean;
  };
  judged: { urgent: boolean; spam: boolean; intent: Intent | null } | null;
  loops: {
    /** Of what we said here, and of what was answered by machine to this customer. */
    earlierSubjects: readonly string[];
    /** What this customer wrote and a machine answered lately. */
    answeredBodies: readonly string[];
    /** The same words, from this customer or this domain, were answered by machine lately. */
    isBodyAnswered: boolean;
  };
  /** Automatic answers in each cap's period; 0 for the domain of a public provider. */
  counts: Record<keyof AutoReplyCaps, number>;
  /** The answer that would leave; null before one is written. Confidence is 0 to 1. */
  answer: { confidence: number | null; gates: readonly Gate[] } | null;
}

/** What a company wants: its folder's settings and its own. Thresholds are in percent. */
export interface ReplyPolicy {
  mode: AutoReply;
  replyHours: ReplyHours;
  openingHours: OpeningHours | null;
  timeZone: string;
  sendThreshold: number;
  filingThreshold: number;
  caps: AutoReplyCaps;
  hasPrompt: boolean;
  isStopped: boolean;
  modelOff: "noKey" | "overBudget" | null;
  isRehearsed: boolean;
}

/** The most answers that leave by themselves where a company says nothing else. */
export const USUAL_CAPS: AutoReplyCaps = {
  conversationPerDay: 2,
  customerPerDay: 3,
  domainPerHour: 10,
  mailboxPerHour: 30,
  companyPerHour: 60,
};
