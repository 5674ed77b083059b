import { type AddressInfo, createServer, type Socket } from "node:net";
import { makeMail } from "./mails";

/**
 * A program of its own, so that its work is not ours: one IMAP folder answered from memory. The user "first-1000" sees the
 * first thousand mails. Says its port when it is ready.
 */
const count = Number(process.argv[2] ?? 10_000);
const mails = Array.from({ length: count }, (_, index) => makeMail(index + 1));
const bytes = mails.reduce((sum, mail) => sum + mail.length, 0);

const server = createServer((socket) => serve(socket));
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ port, averageBytes: Math.round(bytes / count) })}\n`);
});
process.on("disconnect", () => process.exit());

function serve(socket: Socket): void {
  let rest = "";
  let visible = count;
  socket.setNoDelay(true).on("error", () => socket.destroy());
  socket.write("* OK ready\r\n");
  socket.on("data", (chunk) => {
    const lines = (rest + chunk.toString("latin1")).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const user = line.match(/LOGIN "?first-(\d+)/);
      if (user) visible = Math.min(count, Number(user[1]));
      answer(socket, line, visible);
    }
  });
}

function answer(socket: Socket, line: string, visible: number): void {
  const [, tag = "*", command = "", rest = ""] = line.match(/^(\S+) ((?:UID )?\w+) ?(.*)$/) ?? [];
  const done = `${tag} OK done\r\n`;
  const state = `UIDNEXT ${visible + 1} UIDVALIDITY 1`;
  if (command === "UID FETCH") {
    fetch(socket, rest, tag);
    return;
  }
  const texts: Record<string, string> = {
    CAPABILITY: "* CAPABILITY IMAP4rev1 SPECIAL-USE\r\n",
    LIST: rest.endsWith('""') ? '* LIST () "/" ""\r\n' : '* LIST () "/" "INBOX"\r\n',
    STATUS: `* STATUS "INBOX" (MESSAGES ${visible} ${state})\r\n`,
    EXAMINE: `* ${visible} EXISTS\r\n* OK [UIDVALIDITY 1] v\r\n* OK [UIDNEXT ${visible + 1}] n\r\n`,
    "UID SEARCH": `* SEARCH ${rangeFrom(Number(rest.match(/(\d+):\*/)?.[1] ?? 1), visible)}\r\n`,
    LOGOUT: "* BYE bye\r\n",
  };
  socket.write(`${texts[command] ?? ""}${done}`);
}

const rangeFrom = (first: number, last: number) =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index).join(" ");

function fetch(socket: Socket, rest: string, tag: string): void {
  const [ranges = ""] = rest.split(" ");
  const isWhole = rest.includes("BODY");
  socket.cork();
  for (const range of ranges.split(",")) {
    const [first = 0, last = first] = range.split(":").map(Number);
    for (let uid = first; uid <= last; uid += 1) {
      const mail = mails[uid - 1] ?? Buffer.alloc(0);
      const facts = `* ${uid} FETCH (UID ${uid} RFC822.SIZE ${mail.length} INTERNALDATE "25-Nov-2026 08:00:00 +0000"`;
      socket.write(isWhole ? `${facts} BODY[] {${mail.length}}\r\n` : `${facts})\r\n`);
      if (!isWhole) continue;
      socket.write(mail);
      socket.write(")\r\n");
    }
  }
  socket.write(`${tag} OK done\r\n`);
  socket.uncork();
}
