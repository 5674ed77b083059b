import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import { AppError } from "@/lib/errors";

export type EmailAddress = { name?: string | null; address: string };

export type OutgoingMessage = {
  /** Our Message-ID, made by makeEmailId and stored before the first attempt. Ids are without brackets, here as everywhere. */
  emailId: string;
  inReplyTo?: string | null;
  /** Oldest first, the parent last. */
  references?: string[];
  date: Date;
  from: EmailAddress;
  to: EmailAddress[];
  cc?: EmailAddress[];
  replyTo?: EmailAddress | null;
  subject: string;
  text: string;
  html?: string | null;
  attachments?: { name: string; type: string; content: Buffer; contentId?: string | null }[];
  /** True for what no person wrote: carries the marks that stop other machines from answering. */
  isAutomatic?: boolean;
};

// RFC 3834 5; X-Auto-Response-Suppress is what Exchange reads.
const AUTOMATIC_HEADERS = {
  "Auto-Submitted": "auto-replied",
  "X-Auto-Response-Suppress": "All",
  Precedence: "auto_reply",
};

/**
 * The whole mail, ready for SMTP and for the Sent folder: CRLF, ASCII headers, the same bytes for the same message. Blind
 * copies belong in the envelope and appear nowhere. Refuses an address that is not one plain address (AppError).
 */
export async function composeEmail(message: OutgoingMessage): Promise<Buffer> {
  const composer = new MailComposer({
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: "windows",
    baseBoundary: createHash("sha256").update(message.emailId).digest("hex").slice(0, 24),
    messageId: `<${message.emailId}>`,
    inReplyTo: cleanEmailIds([message.inReplyTo ?? ""])[0],
    references: capReferences(cleanEmailIds(message.references ?? [])),
    date: message.date,
    from: plainAddress(message.from),
    to: message.to.map(plainAddress),
    cc: message.cc?.map(plainAddress),
    replyTo: message.replyTo ? plainAddress(message.replyTo) : undefined,
    subject: message.subject,
    text: message.text,
    html: message.html ?? undefined,
    attachments: message.attachments?.map(({ name, type, content, contentId }) => ({
      filename: name,
      contentType: type,
      content,
      cid: contentId ?? undefined,
    })),
    headers: message.isAutomatic ? AUTOMATIC_HEADERS : undefined,
  });
  return composer.compile().build();
}

/** Outlook drops encoded ids, and a header line must stay under 998 bytes. */
function cleanEmailIds(ids: string[]): string[] {
  const plain = ids.filter((id) => /^[\x21-\x7e]{1,250}$/.test(id) && !/[<>]/.test(id));
  return [...new Set(plain)].map((id) => `<${id}>`);
}

const LAST_REFERENCES = 15;

// RFC 5322 3.6.4 names no limit; the first id finds the thread, the last ones find their parents.
function capReferences(ids: string[]): string[] {
  return ids.length > LAST_REFERENCES + 1 ? [...ids.slice(0, 1), ...ids.slice(-LAST_REFERENCES)] : ids;
}

/** Nodemailer parses strings again, and a hostile name could add a recipient: it only ever gets both parts apart. */
function plainAddress({ name, address }: EmailAddress): { name: string; address: string } {
  if (!/^[^\p{Cc}\s<>()[\],;:\\"@]+@[^\p{Cc}\s<>()[\],;:\\"@]+$/u.test(address))
    throw new AppError("INVALID", "addressInvalid", { address: address.slice(0, 100) });
  return { name: (name ?? "").replace(/\p{Cc}+/gu, " ").trim(), address };
}
