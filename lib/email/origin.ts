import type { Bounce, ReadMail } from "@/lib/email/bounce";
import { readBulkWords } from "@/lib/email/bulk-words";
import { isOwnList, isRobotAddress, listHeaderSignals, type OriginSignal } from "@/lib/email/origin-signals";

/**
 * Who is behind a mail. Only a newsletter is filed apart, so that needs several signals; `answerable` says whether a machine may
 * answer it, which any signal forbids. `because` names the signals (an OriginSignal, or why a mail was read plainly).
 */
export type Origin = {
  kind: "person" | "newsletter" | "automatic" | "bounce";
  answerable: boolean;
  because: string[];
};

export function originOf(mail: ReadMail & { bounce: Bounce | null }): Origin {
  if (mail.bounce) return { kind: "bounce", answerable: false, because: ["bounce"] };
  const signals = new Set([...listHeaderSignals(mail), ...listContentSignals(mail)]);
  if (signals.has("list-id") && isOwnList(mail.headers)) forgetList(signals);
  const kind = kindOf(signals, isAnswer(mail));
  const isTransaction = signals.has("transaction") && signals.has("role-sender");
  const forbidding = [...signals].filter((signal) => isTransaction || !HARMLESS.includes(signal));
  return { kind, answerable: kind === "person" && forbidding.length === 0, because: [...signals] };
}

const OF_LISTS: OriginSignal[] = [
  "list-id",
  "list-unsubscribe",
  "list-header",
  "precedence",
  "list-software",
  "loop",
  "one-click",
  "bounce-address",
  "bulk-sender",
];

function forgetList(signals: Set<OriginSignal>): void {
  for (const signal of OF_LISTS) signals.delete(signal);
  signals.add("own-list");
}

/** What ordinary customers write, too. */
const HARMLESS: OriginSignal[] = ["transaction", "role-sender", "many-links", "crowded-links"];

const MANY_LINKS = 8;
const MOST_LINKS = 20;

function listContentSignals(mail: ReadMail): OriginSignal[] {
  const words = readBulkWords(mail);
  const signals: OriginSignal[] = [];
  if (isContactForm(mail)) signals.push("contact-form");
  if (words.away) signals.push("away");
  if (words.transaction) signals.push("transaction");
  // In an answer or a forwarded mail these words are quoted.
  if (isAnswer(mail)) return signals;
  if (words.noReply) signals.push("no-reply-words");
  if (words.unsubscribe) signals.push("unsubscribe-words");
  if (words.news || words.browser) signals.push("newsletter-words");
  const links = countLinks(mail);
  if (links >= MANY_LINKS) signals.push(links >= MOST_LINKS ? "crowded-links" : "many-links");
  return signals;
}

const isAnswer = ({ headers, subject }: ReadMail): boolean =>
  headers.has("in-reply-to") ||
  headers.has("references") ||
  /^\s*(?:re|r[ée]p|aw|sv|antw|tr|wg|fwd?)\s*(?:\[\d+\])?\s*:/i.test(subject);

function countLinks({ html, text }: ReadMail): number {
  const source = html ?? text;
  let links = 0;
  for (let at = source.indexOf("http"); at >= 0 && links < MOST_LINKS; at = source.indexOf("http", at + 4))
    links++;
  return links;
}

/** A form on a website sends in its own name and names the customer, who is elsewhere, in Reply-To. */
function isContactForm({ from, replyTo, subject, headers }: ReadMail): boolean {
  if (!from || headers.has("list-id")) return false;
  const domainOf = (address: string) => address.split("@").at(-1) ?? "";
  const others = replyTo.filter(
    ({ address }) =>
      address.includes("@") && !isRobotAddress(address) && domainOf(address) !== domainOf(from.address),
  );
  if (others.some(({ address }) => PRIVATE_MAIL.test(domainOf(address)))) return true;
  const isForm = isRobotAddress(from.address) || FORM.test(subject);
  return others.length > 0 && isForm && !headers.has("list-unsubscribe");
}

const FORM =
  /contact|formulaire|formular|demande|message (?:from|de|von)|new (?:submission|entry|lead)|nouvelle (?:soumission|demande)|enquiry|inquiry|anfrage|solicitud|richiesta/i;

const PRIVATE_MAIL =
  /^(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|orange|wanadoo|free|laposte|sfr|neuf|bbox|numericable|gmx|web|t-online|icloud|me|mac|aol|proton|protonmail|pm|bluewin|libero|virgilio|tiscali|telefonica|seznam|wp|onet|o2|mail|yandex|qq|163)\.[a-z.]{2,6}$/;

const WEIGHTS: Partial<Record<OriginSignal, number>> = {
  "list-id": 2,
  "list-unsubscribe": 2,
  "one-click": 1,
  precedence: 2,
  "list-header": 1,
  "list-software": 1,
  "bulk-sender": 1,
  "bounce-address": 0.5,
  loop: 0.5,
  "newsletter-sender": 1,
  "newsletter-words": 1,
  "unsubscribe-words": 1.5,
  "many-links": 0.5,
  "crowded-links": 1,
  "robot-sender": 0.5,
  transaction: -2,
};
const HIDEABLE = 2.5;
/** People answer through programs that add such headers; a list's discussion says that it is one. */
const OF_AN_ANSWER = -1.5;

const MACHINE: OriginSignal[] = ["report", "auto-submitted", "away", "null-return-path", "robot-sender"];

function kindOf(signals: Set<OriginSignal>, answer: boolean): Origin["kind"] {
  const has = (signal: OriginSignal) => signals.has(signal);
  if (has("report") || has("away")) return "automatic";
  if (has("contact-form")) return "person";
  const start = answer && !has("list-id") && !has("precedence") ? OF_AN_ANSWER : 0;
  const weight = [...signals].reduce((sum, signal) => sum + (WEIGHTS[signal] ?? 0), start);
  if (weight >= HIDEABLE) return "newsletter";
  const isSentInBulk = has("list-unsubscribe") || has("bulk-sender");
  return MACHINE.some(has) || (has("transaction") && isSentInBulk && !answer) ? "automatic" : "person";
}
