import type {
  ADDRESS_KINDS,
  ATTACHMENT_KINDS,
  ChannelContent,
  DMARC_RESULTS,
  EmailOutcome,
  ORIGINS,
  Recipient,
  Source,
} from "@/db/schema";

type AddressKind = (typeof ADDRESS_KINDS)[number];

export interface CustomerAddress {
  kind: AddressKind;
  address: string;
  name: string;
  /** Another address that is certainly the same customer's. */
  also?: { kind: AddressKind; address: string };
}

export interface IncomingAttachment {
  kind: (typeof ATTACHMENT_KINDS)[number];
  name: string;
  type: string;
  size: number;
  sha256: string;
  fileKey: string;
  contentId: string | null;
  inline: boolean;
}

/** A message of any channel, ready to be filed. `ancestors` are Message-IDs, the direct parent first. */
export interface IncomingMessage {
  kind: "inbound" | "outbound";
  /** From says it is ours: our own copy, or somebody who claims to be us. */
  ours: boolean;
  source: Source;
  emailId: string;
  contentHash: string;
  ancestors: string[];
  groupThread: boolean;
  receivedAt: Date;
  sender: Recipient;
  customer: CustomerAddress;
  recipients: { to: Recipient[]; cc: Recipient[]; bcc: Recipient[] };
  subject: string;
  body: string;
  fullText: string;
  html: string | null;
  quoted: boolean;
  origin: (typeof ORIGINS)[number];
  answerable: boolean;
  because: string[];
  /** What the receiving server said of the sender's domain. */
  dmarc?: (typeof DMARC_RESULTS)[number] | null;
  bouncedEmailIds: string[];
  bounceFailed: boolean;
  bounceDetail: string | null;
  attachments: IncomingAttachment[];
  unparsedBecause: string | null;
  /** A provider's name for a message that is no mail, whose `emailId` is "". */
  externalId?: string;
  content?: ChannelContent;
  /** It asks for nothing, as a reaction does: nobody waits, and nothing is opened again. */
  quiet?: boolean;
}

export interface FiledMessage {
  outcome: EmailOutcome;
  /** False when it is answered with a message that was there before. */
  isNew: boolean;
  messageId: number;
  conversationId: number;
}
