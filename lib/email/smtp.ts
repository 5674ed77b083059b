import { Readable } from "node:stream";
import type { MailboxAccess } from "@/lib/email/imap";
import { MailboxFailure, type MailboxFailureCode } from "@/lib/email/imap-failure";
import { type SmtpError, type SmtpLine, withSmtp } from "@/lib/email/smtp-connection";

export { composeEmail, type OutgoingMessage } from "@/lib/email/smtp-compose";
export { isOurEmailId, makeEmailId } from "@/lib/email/smtp-email-id";

export type OutgoingEmail = {
  raw: Buffer;
  /** `from` may be empty for what must never bounce; `to` holds every recipient, blind copies included. */
  envelope: { from: string; to: string[] };
  /** How long the server may think after the last line. RFC 5321 4.5.3.2.6: ten minutes; less makes unknowns. */
  answerTimeoutMs?: number;
};

export type SendOutcome =
  | {
      outcome: "sent";
      response: string;
      accepted: string[];
      rejected: { address: string; response: string }[];
    }
  /** Certainly not sent. `permanent`: trying again will not help. `mailbox`: it failed before the mail was offered. */
  | { outcome: "failed"; permanent: boolean; reason: string; mailbox?: MailboxFailureCode }
  /** The server had the whole mail and did not answer: it may have gone out. Never resend by machine. */
  | { outcome: "unknown"; reason: string };

export type SendPhase = "data";

const CONNECT_MS = 20_000;
const ENVELOPE_MS = 120_000;
const ANSWER_MS = 11 * 60_000;

/**
 * One attempt to send, which never throws for what a server does. `onPhase("data")` is awaited after the server's 354 and before
 * the first byte of the mail, so that whoever finds the message after a crash knows whether it can have left; when it throws,
 * nothing is sent.
 */
export async function sendEmail(
  access: MailboxAccess | Promise<MailboxAccess>,
  email: OutgoingEmail,
  onPhase?: (phase: SendPhase) => Promise<void> | void,
): Promise<SendOutcome> {
  const transmission = new Transmission();
  const options = {
    connectMs: CONNECT_MS,
    silenceMs: email.answerTimeoutMs ?? ANSWER_MS,
    heloName: email.envelope.from.split("@")[1],
    onLine: (line: SmtpLine) => transmission.follow(line),
  };
  try {
    return await withSmtp(await access, options, async ({ connection, socket }) => {
      // The long patience is for the answer after the dot, not for a server that is silent before.
      const tooSlow = setTimeout(() => transmission.hasStarted || socket.destroy(), ENVELOPE_MS);
      const body = Readable.from(transmission.body(email.raw, onPhase), { objectMode: false });
      return new Promise<SendOutcome>((resolve) => {
        connection.send({ ...email.envelope, size: email.raw.length }, body, (error, info) => {
          clearTimeout(tooSlow);
          resolve(error ? transmission.judge(error) : sent(info));
        });
      });
    });
  } catch (error) {
    if (error instanceof MailboxFailure) return failedBefore(error);
    throw error;
  }
}

type SendResult = {
  response: string;
  accepted: string[];
  rejectedErrors?: (SmtpError & { recipient?: string })[];
};

function sent(info: SendResult | undefined): SendOutcome {
  const rejected = (info?.rejectedErrors ?? []).map(({ recipient = "", response = "" }) => ({
    address: recipient,
    response,
  }));
  return { outcome: "sent", response: info?.response ?? "", accepted: info?.accepted ?? [], rejected };
}

function failedBefore({ code, detail }: MailboxFailure): SendOutcome {
  const permanent = code === "login" || code === "app-password" || code === "refused";
  return { outcome: "failed", permanent, reason: detail, mailbox: code };
}

const CHUNK = 64 * 1024;

/**
 * Nodemailer gives the same error for a connection lost before MAIL FROM and after the final dot. The lines of the conversation
 * and how far the body was read tell them apart.
 */
class Transmission {
  hasStarted = false;
  private isWholeBodyRead = false;
  private isDataAsked = false;

  follow({ from, text }: SmtpLine): void {
    if (from === "client") this.isDataAsked = text === "DATA";
    else if (this.isDataAsked && /^[23]/.test(text)) this.hasStarted = true;
  }

  /** The dot is written only after this has ended. */
  async *body(raw: Buffer, onPhase?: (phase: SendPhase) => Promise<void> | void): AsyncGenerator<Buffer> {
    // After a refused envelope nodemailer empties the stream without sending it.
    if (!this.hasStarted) return;
    await onPhase?.("data");
    for (let at = 0; at < raw.length; at += CHUNK) yield raw.subarray(at, at + CHUNK);
    this.isWholeBodyRead = true;
  }

  judge(error: SmtpError): SendOutcome {
    const reason = error.response ?? error.message;
    if (error.responseCode && error.responseCode >= 400)
      return { outcome: "failed", permanent: error.responseCode >= 500, reason };
    if (this.isWholeBodyRead) return { outcome: "unknown", reason };
    const isRefusedHere = error.code === "EENVELOPE" || error.code === "EMESSAGE";
    return { outcome: "failed", permanent: isRefusedHere, reason };
  }
}
