import type { AddressInfo, Socket } from "node:net";
import hoodiecrow from "hoodiecrow-imap";

const PLUGINS = [
  "ID",
  "SASL-IR",
  "AUTH-PLAIN",
  "NAMESPACE",
  "IDLE",
  "ENABLE",
  "CONDSTORE",
  "LITERALPLUS",
  "UNSELECT",
  "SPECIAL-USE",
  "MOVE",
  "UIDPLUS",
];

const SPECIAL_FOLDERS = {
  Sent: "\\Sent",
  Drafts: "\\Drafts",
  Junk: "\\Junk",
  Trash: "\\Trash",
  Archive: "\\Archive",
};

export type Delivery = { folder?: string; flags?: string[]; date?: Date };

/** What the tests and the demo ask of a mailbox's server, whichever program it is. */
export type ImapServer = {
  host: string;
  port: number;
  username: string;
  password: string;
  /** Gives the UID, or undefined where the program does not tell it. */
  deliver(raw: string | Buffer, delivery?: Delivery): Promise<number | undefined>;
  close(): Promise<void>;
};

export type HoodiecrowMailbox = ImapServer & {
  folder(path: string): { uid: number; raw: string; flags: string[] }[];
  remove(path: string, uid: number): void;
  /** Deletes and makes a folder again: its UIDs begin at 1 under another UIDVALIDITY. */
  recreateFolder(path: string): void;
  /** What the folder numbers with from now on, as a server that was restarted knows it. */
  renumber(path: string, numbers: { uidvalidity?: number; uidnext: number }): void;
  /** From now on this token counts, and none before. */
  acceptToken(accessToken: string): void;
  /** How many are connected now. */
  connections(): number;
  /** Cuts every line, as a network does. */
  drop(): void;
};

/** A mailbox in memory on a loopback port that really speaks IMAP. `secure` uses hoodiecrow's expired certificate. */
export async function startImapServer(
  account: {
    username?: string;
    password?: string;
    secure?: boolean;
    credentials?: { key: string; cert: string };
    port?: number;
    /** Opens the mailbox instead of the password; see `acceptToken`. */
    accessToken?: string;
  } = {},
): Promise<HoodiecrowMailbox> {
  const { username = "support@atelier.test", password = "secret" } = account;
  const user = account.accessToken ? { xoauth2: { accessToken: account.accessToken } } : { password };
  // UIDs begin again at every start: only another UIDVALIDITY tells a client so.
  let uidvalidity = Math.floor(Date.now() / 1000);
  const folders = Object.entries(SPECIAL_FOLDERS).map(([name, use]) => [
    name,
    { "special-use": use, uidvalidity },
  ]);
  const server = hoodiecrow({
    plugins: [
      ...PLUGINS,
      ...(account.credentials ? ["STARTTLS"] : []),
      ...(account.accessToken ? ["XOAUTH2"] : []),
    ],
    users: { [username]: user },
    storage: { INBOX: { uidvalidity }, "": { folders: Object.fromEntries(folders) } },
    secureConnection: account.secure,
    credentials: account.credentials,
  });
  const sockets = new Set<Socket>();
  server.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(account.port ?? 0, "127.0.0.1", resolve));

  return {
    host: "127.0.0.1",
    port: (server.server.address() as AddressInfo).port,
    username,
    password,
    deliver: async (raw, { folder = "INBOX", flags = [], date = new Date() } = {}) => {
      if (!server.folderCache[folder]) server.createMailbox(folder, { uidvalidity });
      return server.appendMessage(folder, flags, date, wireText(raw)).message.uid;
    },
    folder: (path) => server.folderCache[path]?.messages ?? [],
    remove: (path, uid) => {
      const messages = server.folderCache[path]?.messages ?? [];
      messages.splice(
        messages.findIndex((message) => message.uid === uid),
        1,
      );
    },
    recreateFolder: (path) => {
      uidvalidity += 1;
      Object.assign(server.folderCache[path] ?? {}, { messages: [], uidnext: 1, uidvalidity });
    },
    renumber: (path, numbers) => {
      if (!server.folderCache[path]) server.createMailbox(path);
      Object.assign(server.folderCache[path] ?? {}, numbers);
    },
    acceptToken: (accessToken) => Object.assign(user, { xoauth2: { accessToken } }),
    connections: () => sockets.size,
    drop: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

/** Hoodiecrow keeps mails as one character per byte, and refuses one that does not end its last line. */
function wireText(raw: string | Buffer): string {
  const text = Buffer.from(raw).toString("latin1").replace(/\r?\n/g, "\r\n");
  return text.endsWith("\r\n") ? text : `${text}\r\n`;
}
