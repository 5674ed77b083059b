import { createTranslator } from "use-intl/core";
import type { Db } from "@/db/company";
import { getCompany } from "@/db/queries/companies";
import { listAncestors } from "@/db/queries/messages";
import type { Conversation, Integration, Message } from "@/db/schema";
import { makeEmailId } from "@/lib/email/smtp";
import { env } from "@/lib/env";
import { catalogues } from "@/lib/i18n/catalogue";
import { isLocale, type Locale } from "@/lib/i18n/locale";
import { ANCESTORS_AT_MOST, answerSubject, mailDomainOf } from "./address-reply";

interface Automatic {
  conversation: Conversation;
  integration: Integration;
  /** The message that is answered. */
  message: Message;
  text: string;
  /** What the customer writes, as far as is known. */
  language: string | null;
}

/**
 * An answer that nobody wrote: it goes to whoever asked and to nobody else, without files, and says what it is in the
 * customer's language.
 */
export async function addressAutomaticAnswer(db: Db, automatic: Automatic) {
  const { conversation, integration, message, text, language } = automatic;
  const company = await getCompany(db);
  const isMail = integration.source === "email";
  const footer = writeFooter(language, company.locale, isMail ? "mail" : "short");
  const asker = { name: message.senderName, address: message.senderAddress };
  const ancestors =
    isMail && message.emailId ? [message.emailId, ...(await listAncestors(db, message.id))] : [];
  return {
    recipients: { to: [asker], cc: [], bcc: [] },
    subject: isMail ? answerSubject(conversation) : "",
    body: `${text.trim()}\n\n${footer}`,
    emailId: isMail ? makeEmailId(mailDomainOf(integration.address), env.NEXTAUTH_SECRET) : null,
    ancestors: ancestors.slice(0, ANCESTORS_AT_MOST),
    senderName: integration.name.includes("@") ? company.name : integration.name,
    senderAddress: integration.address,
  };
}

/** In the customer's language where it is one of ours; in English where it is another, in the company's where it is unknown. */
function writeFooter(language: string | null, companyLocale: string, form: "mail" | "short"): string {
  const spoken = language?.toLowerCase().split("-")[0] || companyLocale;
  const locale: Locale = isLocale(spoken) ? spoken : "en";
  const t = createTranslator({ locale, messages: catalogues[locale], namespace: "model.answers.footer" });
  return t(form);
}
