import { type Answer, startScriptedServer } from "./scripted-server";

/** What goes wrong at one fetch of mails: the line cut before or in the middle, fewer mails than asked, a refusal, a pause. */
export type FetchFault = "drop" | "cut" | "fewer" | "refuse" | "throttle";

interface Mail {
  raw: string;
  date: Date;
}

interface Folder {
  specialUse: string;
  uidValidity: number;
  uidNext: number;
  mails: Map<number, Mail>;
}

export interface FaultyMailbox {
  host: string;
  port: number;
  lines: string[];
  /** Taken one by one, each by the next fetch of bodies. */
  faults: FetchFault[];
  /** UIDs of a folder that break the connection whenever they are asked for, or are never handed over. */
  poison: Map<string, Map<number, "drop" | "withhold" | "refuse">>;
  /** Folders that cannot be opened. */
  closed: Set<string>;
  folders: Map<string, Folder>;
  deliver(path: string, raw: string, date?: Date): number;
  move(from: string, uid: number, to: string): void;
  /** The same mails under another UIDVALIDITY, their UIDs given anew. */
  renumber(path: string): void;
  close(): Promise<void>;
}

/** An IMAP server in memory that fails as told: for what a tired server does, and a well-behaved one never would. */
export async function startFaultyImapServer(uses: Record<string, string> = {}): Promise<FaultyMailbox> {
  const folders = new Map<string, Folder>();
  const add = (path: string, specialUse: string) =>
    folders.set(path, { specialUse, uidValidity: 7, uidNext: 1, mails: new Map() });
  for (const [path, use] of Object.entries({ INBOX: "", ...uses })) add(path, use);
  const folder = (path: string) => folders.get(path) ?? (add(path, "").get(path) as Folder);
  const deliver = (path: string, raw: string, date = new Date()) => {
    const found = folder(path);
    found.mails.set(found.uidNext, { raw: raw.replace(/\r?\n/g, "\r\n"), date });
    found.uidNext += 1;
    return found.uidNext - 1;
  };
  const mailbox: FaultyMailbox = {
    host: "",
    port: 0,
    lines: [],
    faults: [],
    poison: new Map(),
    closed: new Set(),
    folders,
    deliver,
    move: (from, uid, to) => {
      const mail = folder(from).mails.get(uid);
      if (mail && folder(from).mails.delete(uid)) deliver(to, mail.raw, mail.date);
    },
    renumber: (path) => {
      const { mails } = folder(path);
      const kept = [...mails.values()];
      mails.clear();
      Object.assign(folder(path), { uidValidity: folder(path).uidValidity + 1, uidNext: 1 });
      for (const { raw, date } of kept) deliver(path, raw, date);
    },
    close: async () => {},
  };
  const selected = new WeakMap<object, string>();
  const server = await startScriptedServer("* OK ready\r\n", (line, socket) => {
    const [, tag = "*", command = "", rest = ""] = line.match(/^(\S+) ((?:UID )?\w+) ?(.*)$/) ?? [];
    const name = command.toUpperCase();
    if (name === "EXAMINE") selected.set(socket, unquoted(rest));
    return answerTo(mailbox, { tag, name, rest, path: selected.get(socket) ?? "INBOX" });
  });
  return Object.assign(mailbox, server);
}

interface Command {
  tag: string;
  name: string;
  rest: string;
  path: string;
}

const unquoted = (text: string) => text.replace(/^"(.*)"$/, "$1");

function answerTo(mailbox: FaultyMailbox, command: Command): Answer {
  const { tag, name, rest } = command;
  const done = `${tag} OK done\r\n`;
  if (name === "CAPABILITY") return `* CAPABILITY IMAP4rev1 SPECIAL-USE\r\n${done}`;
  if (name === "LIST") return rest.endsWith('""') ? `* LIST () "/" ""\r\n${done}` : listing(mailbox) + done;
  if (name === "STATUS") return status(mailbox, unquoted(rest.replace(/ \(.*$/, ""))) + done;
  if (name === "EXAMINE") return examine(mailbox, command);
  if (name === "UID SEARCH") return search(mailbox, command) + done;
  if (name === "UID FETCH") return fetch(mailbox, command);
  if (name === "LOGOUT") return `* BYE bye\r\n${done}`;
  return /^(?:LOGIN|LSUB|NOOP|CLOSE)$/.test(name) ? done : `${tag} BAD unknown\r\n`;
}

const listing = ({ folders }: FaultyMailbox) =>
  [...folders].map(([path, { specialUse }]) => `* LIST (${specialUse}) "/" "${path}"\r\n`).join("");

function status({ folders }: FaultyMailbox, path: string): string {
  const found = folders.get(path);
  if (!found) return "";
  const { mails, uidNext, uidValidity } = found;
  return `* STATUS "${path}" (MESSAGES ${mails.size} UIDNEXT ${uidNext} UIDVALIDITY ${uidValidity})\r\n`;
}

function examine({ folders, closed }: FaultyMailbox, { tag, rest }: Command): Answer {
  const path = unquoted(rest);
  const found = folders.get(path);
  if (!found || closed.has(path)) return `${tag} NO [NOPERM] Not for you\r\n`;
  const { mails, uidNext, uidValidity } = found;
  const codes = `* OK [UIDVALIDITY ${uidValidity}] v\r\n* OK [UIDNEXT ${uidNext}] n\r\n`;
  return `* ${mails.size} EXISTS\r\n${codes}${tag} OK [READ-ONLY] done\r\n`;
}

function search({ folders }: FaultyMailbox, { path, rest }: Command): string {
  const uids = [...(folders.get(path)?.mails.keys() ?? [])];
  const from = Number(rest.match(/(\d+):\*/)?.[1] ?? 1);
  const newest = uids.at(-1);
  // "n:*" always matches the newest.
  const found = uids.filter((uid) => uid >= from || uid === newest);
  return `* SEARCH${found.map((uid) => ` ${uid}`).join("")}\r\n`;
}

function fetch(mailbox: FaultyMailbox, { tag, path, rest }: Command): Answer {
  const [ranges = ""] = rest.split(" ");
  const asked = ranges.split(",").map((range) => range.split(":").map(Number));
  const isAsked = (uid: number) => asked.some(([first = 0, last = first]) => uid >= first && uid <= last);
  const mails = [...(mailbox.folders.get(path)?.mails ?? [])].filter(([uid]) => isAsked(uid));
  const isWhole = rest.includes("BODY");
  const poison = mails.map(([uid]) => mailbox.poison.get(path)?.get(uid));
  if (isWhole && poison.includes("drop")) return "drop";
  if (isWhole && poison.includes("refuse")) return `${tag} NO [SERVERBUG] Cannot read it\r\n`;
  const fault = isWhole ? mailbox.faults.shift() : undefined;
  if (fault === "drop") return "drop";
  if (fault === "refuse") return `${tag} NO [SERVERBUG] Not now\r\n`;
  if (fault === "throttle") return `${tag} NO [LIMIT] Too many requests, try again later\r\n`;
  const given = mails.filter((_, at) => !isWhole || poison[at] !== "withhold");
  const shown = (fault === "fewer" ? given.slice(1) : given).map((mail, at) => untagged(mail, at, rest));
  const answer = shown.join("");
  if (fault === "cut") return { text: answer.slice(0, Math.ceil(answer.length / 2)), drop: true };
  return `${answer}${tag} OK done\r\n`;
}

function untagged([uid, { raw, date }]: [number, Mail], at: number, asked: string): string {
  const bytes = Buffer.from(raw).toString("latin1");
  const head = bytes.slice(0, bytes.indexOf("\r\n\r\n") + 4);
  const part = asked.includes("[HEADER]") ? ["[HEADER]", head] : ["[]", bytes];
  const body = asked.includes("BODY") ? ` BODY${part[0]} {${part[1]?.length}}\r\n${part[1]}` : "";
  return `* ${at + 1} FETCH (UID ${uid} RFC822.SIZE ${bytes.length} INTERNALDATE "${imapDate(date)}"${body})\r\n`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function imapDate(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${two(date.getUTCDate())}-${MONTHS[date.getUTCMonth()]}-${date.getUTCFullYear()}`;
  return `${day} ${[date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":")} +0000`;
}
