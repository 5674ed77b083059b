import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ImapFlow } from "imapflow";
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
};

/** A mailbox on a real Dovecot: its own folder under the system's temporary one, and a free loopback port. */
export async function startDovecotServer(): Promise<DovecotMailbox> {
  const folder = mkdtempSync(join(tmpdir(), "inbox-dovecot-"));
  const port = await findFreePort();
  writeConfiguration(folder, port);
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
    close: async () => {
      client.close();
      await end(child);
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

function writeConfiguration(folder: string, port: number): void {
  const isRoot = userInfo().uid === 0;
  const me = userInfo().username;
  const owner = isRoot ? { uid: 65_534, gid: 65_534 } : userInfo();
  for (const part of ["run", "state", "home"]) mkdirSync(join(folder, part));
  // Mail is kept by nobody when the test runs as root, which Dovecot refuses to keep mail for.
  for (const part of ["", "home"]) chmodSync(join(folder, part), 0o777);
  const text = `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
instance_name = inbox-test-${port}
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = ${isRoot ? "dovecot" : me}
default_login_user = ${isRoot ? "dovenull" : me}
${isRoot ? "" : `default_internal_group = ${groupOf(owner.gid)}`}
first_valid_uid = 0
mail_location = maildir:${folder}/home/mail
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/home
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
namespace inbox {
  inbox = yes
  ${["Sent", "Drafts", "Junk", "Trash", "Archive"].map(special).join("\n  ")}
}
`;
  writeFileSync(join(folder, "dovecot.conf"), text);
}

const special = (name: string) => `mailbox ${name} {
    auto = create
    special_use = \\${name}
  }`;

const groupOf = (gid: number) =>
  execFileSync("getent", ["group", String(gid)], { encoding: "utf8" }).split(":")[0] ?? "";
