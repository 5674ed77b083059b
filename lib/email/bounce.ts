import { type DeliveryReport, findReport, originalIdIn } from "@/lib/email/bounce-report";
import { AWAY } from "@/lib/email/bulk-words";
import type { EmailAddress, EmailHeaders } from "@/lib/email/headers";
import { oneLine, storable } from "@/lib/email/parse-clean";

/**
 * What a mail server says of a mail of ours that it could not deliver (yet). `status` is an enhanced status code such as "5.1.1",
 * `diagnostic` the server's own words; `originalEmailIds` come without "<>" and may be empty.
 */
export type Bounce = {
  kind: "failed" | "delayed";
  status: string | null;
  diagnostic: string | null;
  originalEmailIds: string[];
  recipients: string[];
};

/** What the parsers tell each other of a mail. */
export type ReadMail = {
  headers: EmailHeaders;
  from: EmailAddress | null;
  replyTo: EmailAddress[];
  subject: string;
  text: string;
  html: string | null;
};

const SEARCHED = 256 * 1024;
const LONGEST_DIAGNOSTIC = 500;

/**
 * The bounce a mail is, or null. Read from its delivery report (RFC 3464) where it has one, else from its words, which count
 * only when a machine sent it: a person who forwards a bounce is a person.
 */
export function readBounce(raw: Buffer, mail: ReadMail): Bounce | null {
  const suspicion = suspicionOf(mail);
  if (suspicion === "none") return null;
  const source = raw.subarray(0, SEARCHED).toString("latin1");
  const report = findReport(source);
  if (report) return bounceOf(report, source, mail);
  return suspicion === "certain" || speaksOfFailure(mail, suspicion) ? bounceInWords(source, mail) : null;
}

const DAEMON = /mailer[-_ ]?daemon|post_?master|mail ?delivery|double-bounce|mdaemon/i;
const SUBJECT =
  /undeliver|unzustellbar|nicht zustellbar|unable to deliver|deliver(?:y|ed).{0,30}(?:fail|status|notif|problem|error|unsuccess|delay|report)|delayed mail|mail (?:status|system|deliver).{0,20}(?:fail|error|report)|fail(?:ed|ure).{0,20}deliver|returned (?:to sender|mail)|return(?:ed|ing) (?:mail|message)|failure notice|message (?:non|not|could not be) (?:delivered|remis|distribu)|non (?:remis|distribu|délivr)|échec (?:de la |de )?(?:remise|distribution|livraison|l['’]envoi)|mancata consegna|no entregado|no se pudo entregar|não entregue|onbestelbaar|kunde inte levereras|errors? from .{0,60}\[|mail rejected|not member|loop alert|配信(?:不能|エラー)|送信できません|退信|系统退信|不達/iu;

type Suspicion = "certain" | "by-words" | "by-codes" | "none";

/** How much a mail must say before it counts as a bounce: a daemon needs words of failure, any other machine a server's answer. */
function suspicionOf({ headers, from, subject }: ReadMail): Suspicion {
  if (/report-type\s*=\s*"?delivery-status/i.test(headers.get("content-type")?.[0] ?? "")) return "certain";
  if (headers.has("x-failed-recipients")) return "certain";
  const sender = `${headers.get("from")?.[0] ?? ""} ${from?.address ?? ""}`.slice(0, 500);
  const returnPath = headers.get("return-path")?.[0]?.trim() ?? "";
  if (DAEMON.test(sender) || DAEMON.test(returnPath)) return SUBJECT.test(subject) ? "certain" : "by-words";
  if (AWAY.test(subject.trim())) return "none";
  if (returnPath === "<>" && SUBJECT.test(subject)) return "by-words";
  return returnPath === "<>" || isRobot(from) ? "by-codes" : "none";
}

const isRobot = (from: EmailAddress | null): boolean =>
  /^(?:<>|)$|^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|.*-admin|bounces?)@/.test(from?.address ?? "");

const FAILURE =
  /(?:could ?n[o']t|can ?not|was not|not|unable to|failed to|did not) be (?:delivered|sent|reached)|unable to deliver|undeliverable|delivery .{0,40}(?:failed|failure)|(?:user|recipient|mailbox|host|address|domain).{0,40}(?:unknown|not found|unavailable|does not exist|doesn't exist|rejected|full|over quota|disabled|no longer)|(?:unknown|invalid|no such|bad destination).{0,30}(?:user|recipient|mailbox|host|address)|permanent (?:error|failure)|n['’]a (?:pas )?pu être (?:remis|distribué|délivré)|konnte nicht zugestellt|no se ha podido entregar|bounceType|not member|rejected your (?:message|mail)|still being retried|deferred|(?<!\d)55\d[ -]5?\.?|配信できません|届けることができません|宛先|送信できません/iu;

/** A server's answer, or a fact that only machines state. */
const CODES =
  /(?<![\d.])5\d\d[ -]#?5\.\d|"?bounceType"?|"notificationType"\s*:\s*"(?:Bounce|Delivery)"|you .{0,200} are not member|duplicated message-id|^\s*(?:diagnostic-code|final-recipient)\s*:/im;

function speaksOfFailure({ text, subject }: ReadMail, suspicion: Suspicion): boolean {
  const said = `${subject}\n${text.slice(0, 20_000)}`;
  return (suspicion === "by-codes" ? CODES : FAILURE).test(said);
}

function bounceOf(report: DeliveryReport, source: string, mail: ReadMail): Bounce | null {
  if (report.action === "delivered") return null;
  return {
    kind: report.action,
    status: report.status,
    diagnostic: report.diagnostic ? shortened(report.diagnostic) : diagnosticIn(mail.text),
    originalEmailIds: originalIds(source, mail),
    recipients: report.recipients,
  };
}

const DELAYED =
  /delay|still being retried|will (?:be retried|retry|keep trying|continue)|(?:mail|status notification).{0,3} ?:? ?warning|not yet been delivered|retard|wird weiter(?:hin)? versucht|pas besoin de renvoyer|do not need to resend/i;

function bounceInWords(source: string, mail: ReadMail): Bounce {
  const text = mail.text.slice(0, 20_000);
  const [, status = null] = /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text) ?? [];
  const isDelayed =
    DELAYED.test(`${mail.subject}\n${text.slice(0, 3_000)}`) && !/(?<![\d.])5(?:\d\d|\.\d\.\d)/.test(text);
  return {
    kind: isDelayed ? "delayed" : "failed",
    status,
    diagnostic: diagnosticIn(text),
    originalEmailIds: originalIds(source, mail),
    recipients: recipientsIn(mail, text),
  };
}

function originalIds(source: string, { headers, text }: ReadMail): string[] {
  const id = originalIdIn(source) ?? originalIdIn(text);
  const answered = headers.get("in-reply-to")?.join(" ") ?? "";
  const ids = id ? [id] : [...answered.matchAll(/<([^<>\s]+)>/g)].map(([, found = ""]) => found);
  return ids.map(storable).filter(Boolean).slice(0, 3);
}

/** The line in which the other server answered, by its reply code. */
function diagnosticIn(text: string): string | null {
  const [line] =
    /^.{0,200}(?<![\d.])[45]\d\d[ -](?:[45]\.\d|[#\p{L}<("']).{0,400}/mu.exec(text.slice(0, 20_000)) ?? [];
  return line ? shortened(line) : null;
}

const shortened = (text: string) => storable(oneLine(text.replace(/\s+/g, " ")).slice(0, LONGEST_DIAGNOSTIC));

function recipientsIn({ headers }: ReadMail, text: string): string[] {
  const named = headers.get("x-failed-recipients")?.join(",") ?? "";
  const written = text.slice(0, 5_000).match(/<?[^\s<>:,;()"'[\]]{1,64}@[^\s<>:,;()"'[\]]{1,250}/g) ?? [];
  const addresses = named ? named.split(",") : written.slice(0, 1);
  return [...new Set(addresses.map((address) => oneLine(address).replace(/[<>]/g, "").toLowerCase()))]
    .filter((address) => address.includes("@"))
    .slice(0, 20);
}
