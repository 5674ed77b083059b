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
import { type DoctorPatience, failed, passed, skipped } from "./doctor-check";

const STEPS = ["name", "port", "tls", "login", "folder"] as const;

/** From the server's name to its folders, each step once; what comes after a failure is skipped. */
export async function examineReceiving(
  access: MailboxAccess,
  patience: DoctorPatience,
): Promise<DoctorCheck[]> {
  const checks = await reach(access, patience);
  if (checks.every(({ outcome }) => outcome === "passed")) checks.push(...(await enter(access, patience)));
  return STEPS.map((step) => checks.find((check) => check.step === step) ?? skipped(step));
}

async function reach(access: MailboxAccess, patience: DoctorPatience): Promise<DoctorCheck[]> {
  const startedAt = performance.now();
  const { imapHost, imapPort: port, imapTls } = access;
  let outside: OutsideAddress;
  try {
    outside = await resolveOutside(imapHost, port);
  } catch (error) {
    return [failed("name", startedAt, error)];
  }
  const door = { port, timeoutMs: patience.connectMs };
  const checks = [passed("name", startedAt, outside.address), await tryPort(outside, door)];
  const isOpen = checks.every(({ outcome }) => outcome === "passed");
  if (isOpen && imapTls === "tls") checks.push(await tryTls(outside, door));
  return checks;
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
async function enter(access: MailboxAccess, patience: DoctorPatience): Promise<DoctorCheck[]> {
  const checks: DoctorCheck[] = [];
  let startedAt = performance.now();
  try {
    await withImap(
      access,
      async (client) => {
        if (access.imapTls !== "tls") checks.push(ENCRYPTION[access.imapTls]);
        checks.push(passed("login", startedAt, access.username));
        startedAt = performance.now();
        const names = await namesOfFolders(client);
        checks.push(passed("folder", startedAt, names));
      },
      patience,
    );
  } catch (error) {
    const hasEntered = checks.some(({ step }) => step === "login");
    const check = failed(hasEntered ? "folder" : "login", startedAt, error);
    checks.push(check.code === "tls" ? { ...check, step: "tls" } : check);
  }
  return checks;
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
