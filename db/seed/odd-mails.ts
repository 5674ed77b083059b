import newsletters from "./newsletters.json";
import type { Thread, ThreadPart } from "./plan-threads";
import spam from "./spam.json";
import type { PostedMail } from "./write-mails";

const DAY_MS = 86_400_000;
const CONTACT = "contact@atelierlumen.fr";

/** What comes to every mailbox beside customers: newsletters, spam, and a mail nobody can read. */
export function writeOddMails(now: Date): PostedMail[] {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS - 5_400_000);
  return [
    ...newsletters.map((letter) => newsletter(letter, before(letter.daysAgo))),
    ...spam.map((letter) => inInbox(before(letter.daysAgo), { ...letter, id: slug(letter.subject) })),
    unreadable(before(3)),
  ];
}

/** What robots said to mails of ours, which must have been received before: a bounce and an out-of-office note. */
export function writeRobotMails(threads: Thread[]): PostedMail[] {
  const answered = threads.filter(({ parts }) => parts.at(-1)?.by === "employee");
  const [away, bounced] = [answered.at(-4), answered.at(-2)];
  return [...(away ? [outOfOffice(away)] : []), ...(bounced ? [bounce(bounced)] : [])];
}

interface Letter {
  id: string;
  name: string;
  address: string;
  subject: string;
  text: string;
  headers?: string[];
  box?: string;
}

const word = (text: string) => `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
const slug = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[^a-zA-Z]+/g, "-")
    .toLowerCase();

function inInbox(at: Date, letter: Letter): PostedMail {
  const { id, name, address, subject, text, headers = [], box = CONTACT } = letter;
  const type = headers.some((header) => /^content-type:/i.test(header))
    ? []
    : ["Content-Type: text/plain; charset=utf-8"];
  const lines = [
    `From: ${word(name)} <${address}>`,
    `To: Atelier Lumen <${box}>`,
    `Subject: ${word(subject)}`,
    `Date: ${at.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <demo-${id}.${at.getTime().toString(36)}@${address.split("@")[1]}>`,
    "MIME-Version: 1.0",
    ...headers,
    ...type,
    "Content-Transfer-Encoding: 8bit",
    "",
    text,
    "",
  ];
  return { box, folder: "INBOX", at, raw: Buffer.from(lines.join("\r\n")) };
}

function newsletter(letter: (typeof newsletters)[number], at: Date): PostedMail {
  const host = letter.address.split("@")[1];
  const link = `https://${host}/desinscription`;
  const text =
    `<html><body style="font-family: Arial; color: #333"><table width="600"><tr><td><h1>${letter.subject}</h1>` +
    `<p>${letter.text}</p><p><a href="https://${host}/">Lire la suite</a></p>` +
    `<p style="font-size: 11px"><a href="${link}">Se désinscrire</a></p></td></tr></table></body></html>`;
  return inInbox(at, {
    ...letter,
    id: slug(letter.subject),
    text,
    headers: [
      `List-Id: <lettre.${host}>`,
      `List-Unsubscribe: <${link}>`,
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      "Precedence: bulk",
      "Content-Type: text/html; charset=utf-8",
    ],
  });
}

// More parts than a mail may have: the product shows it raw, with this reason.
function unreadable(at: Date): PostedMail {
  return inInbox(at, {
    id: "unreadable",
    name: "Scanner du comptoir",
    address: "scanner@copieur-bureau.example",
    subject: "Numérisation du comptoir",
    text: "--page\r\n\r\nPage\r\n".repeat(10_000),
    headers: ["Content-Type: multipart/mixed; boundary=page"],
  });
}

const soon = ({ at }: ThreadPart, minutes: number) => new Date(at.getTime() + minutes * 60_000);

function outOfOffice({ person, box, subject, parts, story }: Thread): PostedMail {
  const answered = parts.at(-1) as ThreadPart;
  const french = story.language === "fr";
  return inInbox(soon(answered, 1), {
    id: `away-${answered.emailId.split(".")[0]}`,
    name: person.name,
    address: person.address,
    box,
    subject: french ? `Absence : Re: ${subject}` : `Out of office: Re: ${subject}`,
    text: french
      ? "Bonjour,\n\nJe suis absent jusqu’à lundi et lirai votre message à mon retour."
      : "Hello,\n\nI am out of the office until Monday and will read your message when I am back.",
    headers: [
      "Auto-Submitted: auto-replied",
      "X-Auto-Response-Suppress: All",
      `In-Reply-To: <${answered.emailId}>`,
      `References: <${answered.emailId}>`,
    ],
  });
}

function bounce({ person, box, parts }: Thread): PostedMail {
  const failed = parts.at(-1) as ThreadPart;
  const host = person.address.split("@")[1];
  const text = [
    "--report",
    "Content-Type: text/plain; charset=utf-8",
    "",
    `Your message to ${person.address} could not be delivered: the mailbox is full.`,
    "--report",
    "Content-Type: message/delivery-status",
    "",
    `Reporting-MTA: dns; mx.${host}`,
    "",
    `Final-Recipient: rfc822; ${person.address}`,
    "Action: failed",
    "Status: 5.2.2",
    "Diagnostic-Code: smtp; 552 5.2.2 The mailbox is full",
    "--report",
    "Content-Type: text/rfc822-headers",
    "",
    `Message-ID: <${failed.emailId}>`,
    `From: Atelier Lumen <${box}>`,
    `To: ${person.address}`,
    "--report--",
  ].join("\r\n");
  return inInbox(soon(failed, 2), {
    id: `bounce-${failed.emailId.split(".")[0]}`,
    name: "Mail Delivery System",
    address: `mailer-daemon@${host}`,
    box,
    subject: "Undelivered Mail Returned to Sender",
    text,
    headers: [
      "Auto-Submitted: auto-replied",
      "Content-Type: multipart/report; report-type=delivery-status; boundary=report",
    ],
  });
}
