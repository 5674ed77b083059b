import { emptyRows, type FiledRows } from "@/db/queries/file-messages";
import { phoneWords } from "@/lib/customers/phone";
import { storable } from "@/lib/email/parse-clean";
import type { IncomingMessage } from "./incoming-message";
import { previewOf } from "./preview-of";

/** Gathers the rows of a batch; several messages of one conversation become one row of it. */
export interface RowCollector {
  rows: FiledRows;
  changes: Map<number, ConversationChange>;
}

interface ConversationChange {
  id: number;
  opened: OpenedConversation | null;
  messages: number;
  hasAttachment: boolean;
  preview: string;
  firstMessageAt: Date;
  lastMessageAt: Date;
  reopens: boolean;
  lastInboundAt: Date | null;
  /** When somebody wrote who expects an answer. */
  askedAt: Date[];
  firstReplyAt: Date | null;
  lastReplyAt: Date | null;
}

interface OpenedConversation {
  customerId: number;
  integrationId: number;
  message: IncomingMessage;
  bulk: boolean;
}

export const newCollector = (): RowCollector => ({ rows: emptyRows(), changes: new Map() });

interface Placed {
  messageId: number;
  conversationId: number;
  integrationId: number;
}

export function collectMessage(collector: RowCollector, message: IncomingMessage, placed: Placed): void {
  const { rows } = collector;
  rows.messages.push(messageRow(message, placed));
  message.ancestors.forEach((emailId, position) => {
    rows.references.push({ message_id: placed.messageId, email_id: emailId, position });
  });
  for (const { fileKey, contentId, ...attachment } of message.attachments) {
    rows.attachments.push({
      ...attachment,
      message_id: placed.messageId,
      file_key: fileKey,
      content_id: contentId,
    });
  }
  changeConversation(collector, placed.conversationId, message);
}

/** A conversation that starts with this message; `collectMessage` still adds the message itself. */
export function collectOpening(
  collector: RowCollector,
  conversationId: number,
  opened: OpenedConversation,
): void {
  const change = changeOf(collector, conversationId, opened.message);
  change.opened = opened;
}

function changeOf(collector: RowCollector, id: number, message: IncomingMessage): ConversationChange {
  const known = collector.changes.get(id);
  if (known) return known;
  const change: ConversationChange = {
    id,
    opened: null,
    messages: 0,
    hasAttachment: false,
    preview: "",
    firstMessageAt: message.receivedAt,
    lastMessageAt: message.receivedAt,
    reopens: false,
    lastInboundAt: null,
    askedAt: [],
    firstReplyAt: null,
    lastReplyAt: null,
  };
  collector.changes.set(id, change);
  return change;
}

function changeConversation(collector: RowCollector, id: number, message: IncomingMessage): void {
  const change = changeOf(collector, id, message);
  change.messages += 1;
  change.hasAttachment ||= message.attachments.some((attachment) => !attachment.inline);
  if (change.messages === 1 || message.receivedAt >= change.lastMessageAt) {
    change.preview = previewOf(message);
    change.lastMessageAt = message.receivedAt;
  }
  if (message.receivedAt < change.firstMessageAt) change.firstMessageAt = message.receivedAt;
  if (message.kind === "outbound") {
    change.firstReplyAt = earlier(change.firstReplyAt, message.receivedAt);
    change.lastReplyAt = later(change.lastReplyAt, message.receivedAt);
    return;
  }
  change.lastInboundAt = later(change.lastInboundAt, message.receivedAt);
  // An out-of-office note must not open what was closed; a bounce must, for nobody else will tell.
  if (message.quiet) return;
  if (message.origin === "person" || message.bounceFailed) change.reopens = true;
  if (message.origin === "person") change.askedAt.push(message.receivedAt);
}

const earlier = (a: Date | null, b: Date) => (a && a <= b ? a : b);
const later = (a: Date | null, b: Date) => (a && a >= b ? a : b);

/** Since when this batch alone leaves somebody waiting: the first who wrote after our last reply. */
function waitingSince({ askedAt, lastReplyAt }: ConversationChange): Date | null {
  const unanswered = askedAt.filter((moment) => !lastReplyAt || moment > lastReplyAt);
  return unanswered.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** Whoever answered, in whichever mail program, has read what came before. */
const isAnswered = ({ lastReplyAt, lastInboundAt }: ConversationChange) =>
  lastReplyAt !== null && (lastInboundAt === null || lastReplyAt >= lastInboundAt);

function messageRow(message: IncomingMessage, placed: Placed): Record<string, unknown> {
  return {
    id: placed.messageId,
    conversation_id: placed.conversationId,
    integration_id: placed.integrationId,
    kind: message.kind,
    origin: message.origin,
    answerable: message.answerable,
    unanswerable_because: forbiddingOf(message),
    dmarc: message.dmarc ?? null,
    sent_at: message.receivedAt,
    sender_name: message.sender.name,
    sender_address: message.sender.address,
    sender_words: message.source === "email" ? null : phoneWords(message.sender.address),
    recipients: message.recipients,
    subject: message.subject,
    body: message.body,
    quoted: message.quoted,
    email_id: message.emailId,
    content_hash: message.contentHash,
    external_id: message.externalId ?? null,
    content: message.content ?? null,
    attachment_count: message.attachments.filter((attachment) => !attachment.inline).length,
    attachment_names: message.attachments.map((attachment) => attachment.name).join(" "),
    unparsed_because: message.unparsedBecause,
    delivery: message.kind === "outbound" ? "sent" : null,
    // Written once where all of it is new.
    full_text: message.fullText === message.body ? null : message.fullText,
    html: message.html,
    because: message.because,
  };
}

/** What forbids a machine to answer what was received. */
function forbiddingOf({ kind, answerable, ours, because }: IncomingMessage): string[] | null {
  if (kind === "outbound" || answerable) return null;
  return ours ? ["ours", ...because] : because;
}

/** The rows to write, with one opening or change for each conversation. */
export function finishRows(collector: RowCollector): FiledRows {
  for (const change of collector.changes.values()) {
    if (change.opened) collector.rows.conversations.push(openingRow(change, change.opened));
    else collector.rows.conversationChanges.push(changeRow(change));
  }
  return collector.rows;
}

function changeRow(change: ConversationChange): Record<string, unknown> {
  return {
    id: change.id,
    messages: change.messages,
    has_attachment: change.hasAttachment,
    preview: change.preview,
    first_message_at: change.firstMessageAt,
    last_message_at: change.lastMessageAt,
    unread: change.lastInboundAt !== null && !isAnswered(change),
    reopens: change.reopens,
    answered: isAnswered(change),
    waiting_since: waitingSince(change),
    first_reply_at: change.firstReplyAt,
    last_reply_at: change.lastReplyAt,
  };
}

function openingRow(change: ConversationChange, opened: OpenedConversation): Record<string, unknown> {
  const { message, bulk } = opened;
  return {
    ...changeRow(change),
    message_count: change.messages,
    customer_id: opened.customerId,
    integration_id: opened.integrationId,
    source: message.source,
    status: isAnswered(change) ? "in_progress" : "new",
    bulk,
    filed_by: bulk ? "newsletter" : null,
    filing: bulk ? { because: message.because } : null,
    subject: message.subject || (message.source === "email" ? "" : firstWords(message.body)),
  };
}

const WORDS_LENGTH = 60;

/** What stands for a subject where people write none. */
export function firstWords(body: string): string {
  const [line = ""] = body.trim().split("\n", 1);
  const words = line.replace(/\s+/g, " ").trim();
  if (words.length <= WORDS_LENGTH) return storable(words);
  const cut = words.slice(0, WORDS_LENGTH);
  return storable(`${cut.replace(/\s\S*$/, "")}…`);
}
