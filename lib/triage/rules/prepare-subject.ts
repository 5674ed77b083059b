import type { Source } from "@/db/schema";
import { foldText } from "./fold-text";
import type { RuleField } from "./rule";

/** What of a message rules look at. */
export interface RuleSubject {
  senderAddress: string;
  senderName: string;
  recipients: string[];
  subject: string;
  content: string;
  attachmentNames: string[];
  source: Source;
}

export interface PreparedText {
  original: string;
  folded: string;
}

/** A message that is folded once, however many rules ask. */
export type PreparedSubject = (field: RuleField) => PreparedText[];

const LINE_AT_MOST = 2000;
const CONTENT_AT_MOST = 20_000;
const VALUES_AT_MOST = 100;

/** Folds each field when it is first asked for; only the first 20,000 characters of the content count. */
export function prepareSubject(subject: RuleSubject): PreparedSubject {
  const prepared = new Map<RuleField, PreparedText[]>();
  return (field) => {
    const known = prepared.get(field);
    if (known) return known;
    const limit = field === "content" ? CONTENT_AT_MOST : LINE_AT_MOST;
    const texts = textsOf(subject, field)
      .slice(0, VALUES_AT_MOST)
      .map((text) => prepareText(text.slice(0, limit)));
    prepared.set(field, texts);
    return texts;
  };
}

const prepareText = (original: string): PreparedText => ({ original, folded: foldText(original) });

function textsOf(subject: RuleSubject, field: RuleField): string[] {
  const { senderAddress, senderName, recipients } = subject;
  switch (field) {
    case "sender":
      return [senderAddress, senderName, domainOf(senderAddress)];
    case "senderAddress":
      return [senderAddress];
    case "senderName":
      return [senderName];
    case "senderDomain":
      return [domainOf(senderAddress)];
    case "recipient":
      return [...recipients, ...recipients.map(domainOf)];
    case "subject":
      return [subject.subject];
    case "content":
      return [subject.content];
    case "attachment":
      return subject.attachmentNames;
    case "source":
      return [subject.source];
  }
}

const domainOf = (address: string): string =>
  address.includes("@") ? address.slice(address.lastIndexOf("@") + 1) : "";
