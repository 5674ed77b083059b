import { TLSSocket } from "node:tls";
import type { DoctorCheck } from "@/components/settings/doctor-check";
import {
  type ImapClient,
  listMailFolders,
  type MailboxAccess,
  MailboxFailure,
  withImap,
} from "@/lib/email/imap";
import { connectOutside } from "@/lib/network/connect-outside";
import { type OutsideAddress, resolveOutside } from "@/lib/network/guard";
import {
  type DoctorJournal,
  type DoctorManner,
  type DoctorPatience,
  failed,
  openJournal,
  passed,
  skipped,
} from "./doctor-check";

const STEPS = ["name", "port", "tls", "login", "folder"] as const;

/** From the server's name to its folders, each step once; what comes after a failure is skipped. */
export async function examineReceiving(
  access: MailboxAccess,
  { tell, ...patience }: DoctorManner,
): Promise<DoctorCheck[]> {
  const journal = openJournal({ tell });
  const { checks } = journal;
  await reach(access, { journal, patience });
  if (checks.every(({ outcome }) => outcome === "passed")) await enter(access, { journal, patience });
  for (const step of STEPS) if (!checks.some((check) => check.step === step)) journal.end(skipped(step));
  return STEPS.flatMap((step) => checks.filter((check) => check.step === step));
}

type Examination = { journal: DoctorJournal; patience: DoctorPatience };

async function reach(access: MailboxAccess, { journal, patience }: Examination): Promise<void> {
  const startedAt = performance.now();
  const { imapHost, imapPort: port, imapTls } = access;
  let outside: OutsideAddress;
  journal.begin("name");
  try {
    outside = await resolveOutside(imapHost, port);
  } catch (error) {
    return journal.end(failed("name", startedAt, error));
  }
  journal.end(passed("name", startedAt, outside.address));
  const door = { port, timeoutMs: patience.connectMs };
  journal.begin("port");
  const check = await tryPort(outside, door);
  journal.end(check);
  if (check.outcome !== "passed" || imapTls !== "tls") return;
  journal.begin("tls");
  journal.end(await tryTls(outside, door));
}

type Door = { port: number; timeoutMs: number };

async function tryPort(outside: OutsideAddress, door: Door): Promise<DoctorCheck> {
  const startedAt = performance.now();
  try {
    const socket = await connectOutside(outside, { ...door, tls: false });
    socket.destroy();
    return passed("port", startedAt, String(door.port));
  } catch (error) {
    return failed("port", startedAt, error);
  }
}

async function tryTls(outside: OutsideAddress, door: Door): Promise<DoctorCheck> {
  const startedAt = performance.now();
  try {
    const socket = await connectOutside(outside, { ...door, tls: true });
    const check = { ...passed("tls", startedAt, ""), ...encryptionOf(socket) };
    socket.destroy();
    return check;
  } catch (error) {
    return failed("tls", startedAt, error);
  }
}

function encryptionOf(socket: unknown): Pick<DoctorCheck, "detail" | "validUntil"> {
  if (!(socket instanceof TLSSocket)) return { detail: "" };
  const until = new Date(socket.getPeerCertificate().valid_to ?? Number.NaN);
  return {
    detail: (socket.getProtocol() ?? "").replace("TLSv", "TLS "),
    validUntil: Number.isNaN(until.getTime()) ? undefined : until.toISOString(),
  };
}

const ENCRYPTION = {
  starttls: { step: "tls", outcome: "passed", detail: "STARTTLS" },
  none: { step: "tls", outcome: "skipped", detail: "", code: "plain" },
} as const;

/** Signs in and lists the folders, over one connection. */
async function enter(access: MailboxAccess, { journal, patience }: Examination): Promise<void> {
  let startedAt = performance.now();
  const { imapTls, username } = access;
  journal.begin(imapTls === "tls" ? "login" : "tls");
  try {
    await withImap(
      access,
      async (client) => {
        if (imapTls !== "tls") journal.end(ENCRYPTION[imapTls]);
        journal.end(passed("login", startedAt, username));
        startedAt = performance.now();
        journal.begin("folder");
        journal.end(passed("folder", startedAt, await namesOfFolders(client)));
      },
      patience,
    );
  } catch (error) {
    const hasEntered = journal.checks.some(({ step }) => step === "login");
    const check = failed(hasEntered ? "folder" : "login", startedAt, error);
    journal.end(check.code === "tls" ? { ...check, step: "tls" } : check);
  }
}

const NAMED = 6;

async function namesOfFolders(client: ImapClient): Promise<string> {
  const folders = await listMailFolders(client);
  if (!folders.some(({ path }) => path.toUpperCase() === "INBOX")) throw new MailboxFailure("folder");
  const special = folders.filter(({ specialUse }) => specialUse !== null);
  return special
    .slice(0, NAMED)
    .map(({ path }) => path)
    .join(", ");
}
