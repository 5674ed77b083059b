import { OutsideFailure } from "@/lib/network/outside-failure";

export type MailboxFailureCode =
  | "name"
  | "refused"
  | "port"
  | "tls"
  | "login"
  | "app-password"
  /** A person has to consent again. */
  | "consent"
  /** The provider does not know this installation any more. */
  | "client"
  | "folder"
  | "throttled"
  | "lost"
  | "broken";

/**
 * Why a mail server did not do what was asked. `code` is what a person is told (the catalogues' `mailboxFailure.*`), `detail`
 * the server's own words, cleaned and short; `retryAfterMs` is the pause a throttling server asked for.
 */
export class MailboxFailure extends Error {
  readonly detail: string;
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly code: MailboxFailureCode,
    { detail = "", retryAfterMs, cause }: { detail?: string; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(`mailbox:${code}`, { cause });
    this.name = "MailboxFailure";
    this.detail = cleanDetail(detail);
    this.retryAfterMs = retryAfterMs;
  }
}

type ServerError = Error & {
  code?: string;
  response?: unknown;
  responseText?: string;
  reason?: string;
  responseStatus?: string;
  serverResponseCode?: string;
  authenticationFailed?: boolean;
  tlsFailed?: boolean;
  throttleReset?: number;
};

/** Reads an error of ImapFlow, Node or the outside guard. An error it does not know comes back as it is, to crash upwards. */
export function mailboxFailureOf(cause: unknown): unknown {
  if (cause instanceof MailboxFailure || !(cause instanceof Error)) return cause;
  const error = cause as ServerError;
  const detail = detailOf(error);
  const code = cause instanceof OutsideFailure ? codeOfOutside(cause) : codeOfServer(error, detail);
  return code ? new MailboxFailure(code, { detail, retryAfterMs: error.throttleReset, cause }) : cause;
}

/** What the server did wrong, as a MailboxFailure. */
export async function asMailbox<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    throw mailboxFailureOf(error);
  });
}

function codeOfOutside({ code }: OutsideFailure): MailboxFailureCode {
  return code === "name" || code === "refused" || code === "tls" ? code : "port";
}

const THROTTLED = /too many|throttl|rate limit|over quota|overquota|try again later|temporar/i;
const TLS =
  /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO|ClosedAfterConnectTLS|UPGRADE_|STARTTLS_)/;
const PORT =
  /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ETIMEDOUT|CONNECT_TIMEOUT|GREETING_TIMEOUT)$/;
const LOST =
  /^(NoConnection|EConnectionClosed|StateLogout|ClosedAfterConnectText|ETIMEOUT|ECONNRESET|EPIPE|LockTimeout)$/;
const BROKEN =
  /^(ParserError|LineTooLarge|LiteralTooLarge|ResponseTooLarge|MAX_IMAP|Invalid|UnexpectedTag|ResponseProc)/;

function codeOfServer(error: ServerError, detail: string): MailboxFailureCode | undefined {
  const { code = "", serverResponseCode = "" } = error;
  if (code === "ETHROTTLE" || /^(UNAVAILABLE|LIMIT|OVERQUOTA|INUSE)$/i.test(serverResponseCode))
    return "throttled";
  if (error.authenticationFailed) return loginFailureCode(detail);
  if (error.tlsFailed || TLS.test(code) || /TLS connection/.test(error.message)) return "tls";
  if (PORT.test(code)) return "port";
  if (LOST.test(code)) return THROTTLED.test(error.reason ?? "") ? "throttled" : "lost";
  if (BROKEN.test(code)) return "broken";
  if (code === "NotFound" || error.responseStatus) return THROTTLED.test(detail) ? "throttled" : "folder";
  return undefined;
}

/** With a token there is no password to be wrong: who gave access has to give it again. */
export function tokenFailureOf(failure: unknown): unknown {
  const isLogin = failure instanceof MailboxFailure && /^(login|app-password)$/.test(failure.code);
  return isLogin ? new MailboxFailure("consent", { detail: failure.detail, cause: failure }) : failure;
}

export function loginFailureCode(detail: string): MailboxFailureCode {
  if (/app(lication)?[- ]specific password|app password/i.test(detail)) return "app-password";
  return THROTTLED.test(detail) ? "throttled" : "login";
}

function detailOf(error: ServerError): string {
  const response = typeof error.response === "string" ? error.response : undefined;
  return error.responseText ?? response ?? error.reason ?? error.message;
}

/** A server's words are shown to a person: one line, no control characters, no more than a sentence or two. */
function cleanDetail(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, 300);
}
