import type { Socket } from "node:net";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { MailboxAccess } from "@/lib/email/imap";
import {
  loginFailureCode,
  MailboxFailure,
  type MailboxFailureCode,
  mailboxFailureOf,
  tokenFailureOf,
} from "@/lib/email/imap-failure";
import { connectOutside } from "@/lib/network/connect-outside";
import { resolveOutside } from "@/lib/network/guard";

export type SmtpError = Error & { code?: string; responseCode?: number; response?: string; command?: string };

/** One line of the conversation, without what is sent after DATA and without passwords. */
export type SmtpLine = { from: "client" | "server"; text: string };

export type SmtpPatience = { connectMs: number; silenceMs: number };

type SmtpSession = { connection: SMTPConnection; socket: Socket };

/** Connected and signed in, or a MailboxFailure. `run` gets the connection and the socket under it; both are closed after it. */
export async function withSmtp<T>(
  access: MailboxAccess,
  patience: SmtpPatience & { heloName?: string; onLine?: (line: SmtpLine) => void },
  run: (session: SmtpSession) => Promise<T>,
): Promise<T> {
  const session = await openSmtp(access, patience);
  try {
    await signIn(session.connection, access);
    return await run(session);
  } finally {
    session.connection.quit();
    session.connection.close();
  }
}

type OpenOptions = Parameters<typeof withSmtp>[1];

async function openSmtp(access: MailboxAccess, options: OpenOptions): Promise<SmtpSession> {
  const { smtpHost: host, smtpPort: port, smtpTls } = access;
  const secure = smtpTls === "tls";
  try {
    const outside = await resolveOutside(host, port);
    if (smtpTls === "none" && !outside.isPrivate) throw new MailboxFailure("tls", { detail: "plain text" });
    const socket = await connectOutside(outside, { port, tls: secure, timeoutMs: options.connectMs });
    const session = {
      socket,
      connection: smtpOn(socket, outside.servername, { ...options, secure, smtpTls }),
    };
    await greet(session.connection);
    return session;
  } catch (error) {
    throw mailboxFailureOf(error);
  }
}

function smtpOn(
  socket: Socket,
  servername: string,
  { secure, smtpTls, ...options }: OpenOptions & { secure: boolean; smtpTls: string },
): SMTPConnection {
  const note = (from: SmtpLine["from"], text: string) => options.onLine?.({ from, text });
  const listen = (entry: { tnx?: string }, text: string) => {
    if (entry.tnx === "client" || entry.tnx === "server") note(entry.tnx, text);
  };
  const silent = () => {};
  const connection = new SMTPConnection({
    connection: socket,
    host: servername,
    secure,
    secured: secure,
    requireTLS: smtpTls === "starttls",
    ignoreTLS: smtpTls === "none",
    name: options.heloName,
    connectionTimeout: options.connectMs,
    greetingTimeout: options.connectMs,
    socketTimeout: options.silenceMs,
    transactionLog: true,
    logger: { trace: silent, debug: listen, info: silent, warn: silent, error: silent, fatal: silent },
  });
  // Each step hears of it by itself; an event nobody listens to would end the process.
  connection.on("error", silent);
  return connection;
}

async function greet(connection: SMTPConnection): Promise<void> {
  await step(connection, (done) => connection.connect(done)).catch((error: SmtpError) => {
    throw new MailboxFailure(codeOfGreeting(connection, error), {
      detail: error.response ?? error.message,
      cause: error,
    });
  });
}

function codeOfGreeting(connection: SMTPConnection, error: SmtpError): MailboxFailureCode {
  if (error.code === "ETLS" || connection.upgrading || /certificate|SSL|TLS/i.test(error.message))
    return "tls";
  if (error.responseCode) return "throttled";
  return "port";
}

async function signIn(connection: SMTPConnection, access: MailboxAccess): Promise<void> {
  if (!connection.allowsAuth) return;
  await step(connection, (done) => connection.login(authOf(access), done)).catch((error: SmtpError) => {
    const detail = error.response ?? error.message;
    const isRefused = error.responseCode !== undefined && error.responseCode >= 500;
    const code = isRefused ? loginFailureCode(detail) : error.responseCode ? "throttled" : "lost";
    const failure = new MailboxFailure(code, { detail, cause: error });
    throw access.accessToken ? tokenFailureOf(failure) : failure;
  });
}

type Auth = Parameters<SMTPConnection["login"]>[0];

function authOf({ username, password, accessToken }: MailboxAccess): Auth {
  if (!accessToken) {
    const credentials = { user: username, pass: password };
    return { ...credentials, credentials } as Auth;
  }
  // Nodemailer's own generator would renew the token; here that is done before.
  const token = Buffer.from(`user=${username}\x01auth=Bearer ${accessToken}\x01\x01`).toString("base64");
  const oauth2 = {
    getToken: (_isRetry: boolean, done: (error: null, token: string) => void) => done(null, accessToken),
    buildXOAuth2Token: (shown: string) => (shown === accessToken ? token : "(hidden)"),
  };
  return { user: username, oauth2 } as unknown as Auth;
}

/** Nodemailer reports a lost connection sometimes to the callback, sometimes as an event, sometimes as neither but the end. */
async function step(
  connection: SMTPConnection,
  run: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once("error", reject);
    connection.once("end", () => reject(new Error("Connection closed")));
    run((error) => (error ? reject(error) : resolve()));
  });
}
