import { type AddressInfo, createServer, type Socket } from "node:net";

/** What the other end says to a line: text (with its line ends), "drop" the connection, text and then a drop, or nothing. */
export type Answer = string | "drop" | { text: string; drop: true } | undefined;

export type ScriptedServer = {
  host: string;
  port: number;
  lines: string[];
  /** How many are connected now. */
  connections(): number;
  close(): Promise<void>;
};

/** A loopback server that answers line by line as told, for what no proper server would do. */
export async function startScriptedServer(
  greeting: string | undefined,
  answer: (line: string, socket: Socket) => Answer,
): Promise<ScriptedServer> {
  const lines: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
    if (greeting !== undefined) socket.write(greeting);
    let rest = "";
    socket.on("data", (chunk) => {
      const parts = (rest + chunk.toString("latin1")).split("\r\n");
      rest = parts.pop() ?? "";
      for (const line of parts) {
        lines.push(line);
        say(socket, answer(line, socket));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: "127.0.0.1",
    port: (server.address() as AddressInfo).port,
    lines,
    connections: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function say(socket: Socket, answer: Answer): void {
  if (answer === "drop") socket.destroy();
  else if (typeof answer === "object") socket.end(answer.text, "latin1");
  else if (answer !== undefined) socket.write(answer, "latin1");
}

type ImapScript = {
  mails: Record<number, string>;
  on?: Record<string, (tag: string, rest: string) => Answer>;
};

/** An IMAP server with one folder; `on` replaces the answer to a command ("UID FETCH", "LOGIN" …). */
export async function startImapStub({ mails, on = {} }: ImapScript): Promise<ScriptedServer> {
  const uids = Object.keys(mails).map(Number);
  const normal: Record<string, (tag: string, rest: string) => Answer> = {
    CAPABILITY: (tag) => `* CAPABILITY IMAP4rev1\r\n${tag} OK done\r\n`,
    LOGIN: (tag) => `${tag} OK in\r\n`,
    LIST: (tag) => `* LIST () "/" INBOX\r\n${tag} OK done\r\n`,
    LSUB: (tag) => `${tag} OK done\r\n`,
    EXAMINE: (tag) =>
      `* ${uids.length} EXISTS\r\n* OK [UIDVALIDITY 7] v\r\n* OK [UIDNEXT ${Math.max(0, ...uids) + 1}] n\r\n${tag} OK [READ-ONLY] done\r\n`,
    "UID SEARCH": (tag) => `* SEARCH ${uids.join(" ")}\r\n${tag} OK done\r\n`,
    "UID FETCH": (tag, rest) => `${imapFetch(mails, rest)}${tag} OK done\r\n`,
    LOGOUT: (tag) => `* BYE bye\r\n${tag} OK done\r\n`,
  };
  return startScriptedServer("* OK ready\r\n", (line) => {
    const [, tag = "*", command = "", rest = ""] = line.match(/^(\S+) ((?:UID )?\w+) ?(.*)$/) ?? [];
    const name = command.toUpperCase();
    const answer = on[name]?.(tag, rest) ?? (name in on ? undefined : normal[name]?.(tag, rest));
    return answer ?? (name in on ? undefined : `${tag} BAD unknown\r\n`);
  });
}

/** The untagged answers to a UID FETCH of these mails. */
function imapFetch(mails: Record<number, string>, rest: string): string {
  const [ranges = ""] = rest.split(" ");
  const asked = ranges.split(",").map((range) => range.split(":").map(Number));
  const isAsked = (uid: number) => asked.some(([first = 0, last = first]) => uid >= first && uid <= last);
  return Object.entries(mails)
    .filter(([uid]) => isAsked(Number(uid)))
    .map(([uid, raw], at) => {
      const source = rest.includes("BODY") ? ` BODY[] {${raw.length}}\r\n${raw}` : "";
      const head = `UID ${uid} RFC822.SIZE ${raw.length} INTERNALDATE "01-Nov-2026 10:00:00 +0000" FLAGS ()`;
      return `* ${at + 1} FETCH (${head}${source})\r\n`;
    })
    .join("");
}
