import type { Db } from "@/db/company";
import { findClassification } from "@/db/queries/classifications";
import { findConversation } from "@/db/queries/conversations";
import { getIntegration, listOwnAddresses } from "@/db/queries/integrations";
import { getMessage } from "@/db/queries/messages";
import { countAutomaticAnswers, listEarlierWords, readReplyFacts } from "@/db/queries/reply-circumstances";
import type { Conversation, Integration, Message } from "@/db/schema";
import { findUnreachable } from "@/lib/conversations/find-unreachable";
import { isOurEmailId } from "@/lib/email/smtp";
import { env } from "@/lib/env";
import type { AskedMessage, Circumstances } from "./reply-circumstances";
import { hashWords } from "./reply-likeness";

/** What is known around a message, with its row and its conversation's. */
export interface Known {
  message: Message;
  conversation: Conversation;
  integration: Integration;
  circumstances: Circumstances;
}

/** Reads everything that decides whether a machine may answer a message, in a handful of queries. */
export async function readCircumstances(
  db: Db,
  messageId: number,
  answer: Circumstances["answer"] = null,
): Promise<Known> {
  const message = await getMessage(db, messageId);
  const conversation = await findConversation(db, message.conversationId);
  if (!conversation) throw new Error(`Conversation ${message.conversationId} is not there`);
  const integration = await getIntegration(db, conversation.integrationId);
  const { id: conversationId, customerId, integrationId } = conversation;
  const domain = ownDomainOf(message.senderAddress);
  const counted = { conversationId, customerId, integrationId, domain, bodyHash: hashWords(message.body) };
  const [facts, past, earlier, judged, own, unreachable] = await Promise.all([
    readReplyFacts(db, message),
    countAutomaticAnswers(db, counted),
    listEarlierWords(db, { message, customerId }),
    findClassification(db, messageId),
    listOwnAddresses(db),
    findUnreachable(db, { integration, customerId, address: message.senderAddress }),
  ]);
  const { now, isCustomer, wasAnsweredBefore, ...told } = facts;
  const { filedBy, filing } = conversation;
  const circumstances: Circumstances = {
    now,
    message: askedOf(message, integration),
    sender: { ours: oursOf(message, own), isCustomer, wasAnsweredBefore, unreachable },
    isAddressedToUs: isAddressed(message, own),
    connectedAt: integration.createdAt,
    conversation: { ...told, filedBy, filingConfidence: filing?.confidence ?? null },
    judged: judged ? { urgent: judged.urgent, spam: judged.spam, intent: judged.intent } : null,
    loops: {
      earlierSubjects: earlier.subjects,
      answeredBodies: earlier.bodies,
      isBodyAnswered: past.isBodyAnswered,
    },
    counts: past.counts,
    answer,
  };
  return { message, conversation, integration, circumstances };
}

function askedOf(message: Message, { source }: Integration): AskedMessage {
  const { kind, origin, answerable, unanswerableBecause, dmarc, sentAt, subject, body } = message;
  return {
    isInbound: kind === "inbound",
    signals: unanswerableBecause ?? [],
    receivedAt: sentAt,
    attachmentCount: message.attachmentCount,
    ...{ origin, answerable, dmarc, source, subject, body },
  };
}

/** "camille+shop@atelier.fr" reaches "camille@atelier.fr". */
const plain = (address: string) => address.toLowerCase().replace(/\+[^@]*@/, "@");
const domainOf = (address: string) => address.toLowerCase().split("@")[1] ?? "";

function oursOf({ senderAddress, emailId }: Message, own: string[]): Circumstances["sender"]["ours"] {
  if (own.map(plain).includes(plain(senderAddress))) return "address";
  const domain = ownDomainOf(senderAddress);
  if (domain && own.some((address) => domainOf(address) === domain)) return "domain";
  return emailId && isOurEmailId(emailId, env.NEXTAUTH_SECRET) ? "messageId" : null;
}

function isAddressed({ recipients }: Message, own: string[]): boolean {
  const ours = new Set(own.map(plain));
  return [...recipients.to, ...recipients.cc].some(({ address }) => ours.has(plain(address)));
}

const SHARED =
  /^(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|orange|wanadoo|free|laposte|sfr|neuf|bbox|numericable|gmx|web|t-online|icloud|me|mac|aol|proton|protonmail|pm|bluewin|libero|mail|yandex|qq|163)\.[a-z.]{2,6}$/;

/** The domain of an address, or null where strangers have theirs, too. */
export function ownDomainOf(address: string): string | null {
  const domain = domainOf(address);
  return domain === "" || SHARED.test(domain) ? null : domain;
}
