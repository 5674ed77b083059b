import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

export type ReceivedEmail = { from: string; to: string[]; username: string; raw: Buffer };

/** `refuse` answers with this code; `drop` cuts the line; `silence` never answers. After the dot, the email counts as taken. */
export type SmtpFault = {
  at: "login" | "mail" | "recipient" | "dot";
  how: "drop" | "silence" | { refuse: number };
  /** Only for this recipient. */
  recipient?: string;
};

export type SmtpServer = {
  host: string;
  port: number;
  username: string;
  password: string;
  /** Every email whose last line arrived here, answered or not. */
  emails: ReceivedEmail[];
  /** How long the answer after the dot takes. */
  delayMs: number;
  fault: SmtpFault | undefined;
  /** From now on this token counts, and none before. */
  acceptToken(accessToken: string): void;
  close(): Promise<void>;
};

type Account = {
  accounts?: Map<string, string>;
  /** Opens every account instead of its password. */
  accessToken?: string;
  onMail?: (email: ReceivedEmail) => Promise<void> | void;
  credentials?: { key: string; cert: string };
  secure?: boolean;
  /** Any that is free, unless somebody was told before. */
  port?: number;
};

/** A sink on a loopback port that really speaks SMTP, asks for a login, and fails where it is told to. */
export async function startSmtpServer({
  onMail,
  credentials,
  secure,
  ...account
}: Account = {}): Promise<SmtpServer> {
  const accounts = account.accounts ?? new Map([["support@atelier.test", "secret"]]);
  const [username = "", password = ""] = [...accounts][0] ?? [];
  const state: SmtpServer = {
    host: "127.0.0.1",
    port: 0,
    username,
    password,
    emails: [],
    delayMs: 0,
    fault: undefined,
    acceptToken: (accessToken) => Object.assign(account, { accessToken }),
    close,
  };
  const sockets = new Set<Socket>();

  const failing = (
    at: SmtpFault["at"],
    session: SMTPServerSession,
    answer: (error?: Error | null) => void,
    recipient?: string,
  ) => {
    const { fault } = state;
    if (fault?.at !== at || (fault.recipient && fault.recipient !== recipient)) return answer();
    if (fault.how === "silence") return;
    if (fault.how === "drop")
      return [...sockets].find((socket) => socket.remotePort === session.remotePort)?.destroy();
    answer(Object.assign(new Error("Told to refuse"), { responseCode: fault.how.refuse }));
  };

  const server = new SMTPServer({
    ...credentials,
    secure: secure ?? false,
    hideSTARTTLS: !credentials,
    allowInsecureAuth: true,
    authMethods: account.accessToken ? ["XOAUTH2"] : ["PLAIN", "LOGIN"],
    disableReverseLookup: true,
    logger: false,
    onAuth: (auth, session, done) =>
      failing("login", session, (error) => {
        const known = auth.username !== undefined && accounts.get(auth.username);
        const isKnown = account.accessToken
          ? known !== undefined && auth.accessToken === account.accessToken
          : known === auth.password;
        if (error || !isKnown) done(error ?? new Error("Username and password not accepted"));
        else done(null, { user: auth.username });
      }),
    onMailFrom: (_, session, done) => failing("mail", session, done),
    onRcptTo: ({ address }, session, done) => failing("recipient", session, done, address),
    onData: async (stream, session, done) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      const { mailFrom, rcptTo } = session.envelope;
      const email = {
        from: mailFrom ? mailFrom.address : "",
        to: rcptTo.map(({ address }) => address),
        username: String(session.user),
        raw: Buffer.concat(chunks),
      };
      const isRefused = state.fault?.at === "dot" && typeof state.fault.how === "object";
      if (!isRefused) {
        state.emails.push(email);
        await onMail?.(email);
      }
      setTimeout(() => failing("dot", session, done), state.delayMs);
    },
  });
  server.on("error", () => {});
  server.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(account.port ?? 0, "127.0.0.1", resolve));
  state.port = (server.server.address() as AddressInfo).port;
  return state;

  async function close(): Promise<void> {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(resolve));
  }
}
