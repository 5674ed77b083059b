import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ImapFlow } from "imapflow";
import { writeDovecotConfiguration } from "./dovecot-configuration";
import { startTokenServer } from "./dovecot-tokens";
import type { ImapServer } from "./imap-server";

/** Whether Dovecot is installed on this machine; the tests that need it are skipped elsewhere. */
export function isDovecotInstalled(): boolean {
  try {
    execFileSync("dovecot", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const USERNAME = "support@atelier.test";
const PASSWORD = "secret";

export type DovecotMailbox = ImapServer & {
  remove(path: string, uid: number): Promise<void>;
  recreateFolder(path: string): Promise<void>;
  /** From now on this token counts, and none before. */
  acceptToken(accessToken: string): void;
};

/**
 * A mailbox on a real Dovecot: its own folder under the system's temporary one, and a free loopback port. It is opened by its
 * password, and by XOAUTH2 with the token that is accepted.
 */
export async function startDovecotServer({ accessToken = "" } = {}): Promise<DovecotMailbox> {
  const folder = mkdtempSync(join(tmpdir(), "inbox-dovecot-"));
  const [port, tokens] = await Promise.all([findFreePort(), startTokenServer(USERNAME, accessToken)]);
  writeDovecotConfiguration({ folder, port, password: PASSWORD, tokenUrl: tokens.url });
  const child = spawn("dovecot", ["-F", "-c", join(folder, "dovecot.conf")], { stdio: "ignore" });
  const client = await connect(folder, port);
  return {
    host: "127.0.0.1",
    port,
    username: USERNAME,
    password: PASSWORD,
    deliver: async (raw, { folder: path = "INBOX", flags = [], date = new Date() } = {}) => {
      if (path !== "INBOX") await client.mailboxCreate(path).catch(() => {});
      const text = Buffer.from(raw).toString("latin1").replace(/\r?\n/g, "\r\n");
      const appended = await client.append(path, Buffer.from(text, "latin1"), flags, date);
      return appended ? appended.uid : undefined;
    },
    remove: (path, uid) =>
      inside(client, path, async () => {
        await client.messageDelete(String(uid), { uid: true });
      }),
    recreateFolder: async (path) => {
      await client.mailboxDelete(path);
      // UIDVALIDITY is the second in which a folder was made.
      await sleep(1_100);
      await client.mailboxCreate(path);
    },
    acceptToken: tokens.accept,
    close: async () => {
      client.close();
      await Promise.all([end(child), tokens.close()]);
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

async function inside(client: ImapFlow, path: string, run: () => Promise<void>): Promise<void> {
  const lock = await client.getMailboxLock(path);
  try {
    await run();
  } finally {
    lock.release();
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function connect(folder: string, port: number): Promise<ImapFlow> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const auth = { user: USERNAME, pass: PASSWORD };
    const client = new ImapFlow({
      host: "127.0.0.1",
      port,
      auth,
      secure: false,
      doSTARTTLS: false,
      logger: false,
    });
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch {
      client.close();
      await sleep(100);
    }
  }
  throw new Error(`Dovecot does not answer:\n${readFileSync(join(folder, "log"), "utf8")}`);
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  await ended;
}
