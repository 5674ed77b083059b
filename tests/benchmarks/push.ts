import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium, type Page } from "@playwright/test";
import { createTransport } from "nodemailer";
import { ensurePostgres } from "@/db/embedded/postgres";
import { migrateDatabase } from "@/db/migrate";
import { build, isBuildStale } from "@/lib/launch/build";
import { startGroup } from "@/lib/launch/group";
import { findBrowser } from "@/tests/support/browser";
import { startImapServer } from "@/tests/support/imap-server";
import { startSmtpServer } from "@/tests/support/smtp-server";
import { listenLive } from "./listen-live";
import { at } from "./measure";

/**
 * `npm run bench:push [-- 30]`: customers send so many mails, one after the other, to a mailbox of the running product. From the
 * moment its server has taken a mail until the open page is told, and until a browser shows it.
 */
const MAILS = Number(process.argv[2]) || 30;
const TARGET_MS = 2_000;
const PORT = 3978;
const ORIGIN = `http://localhost:${PORT}`;
const ADDRESS = "support@atelier.test";

const say = (line: string) => process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), "inbox-bench-"));
const output = resolve("tests/.output");
mkdirSync(output, { recursive: true });

const database = await ensurePostgres({ dataDir: folder });
const imap = await startImapServer({ username: ADDRESS });
const takenAt = new Map<string, number>();
const smtp = await startSmtpServer({
  onMail: async ({ raw }) => {
    takenAt.set(subjectOf(raw), performance.now());
    await imap.deliver(raw);
  },
});
Object.assign(process.env, {
  NODE_ENV: "production",
  DATABASE_URL: database.appUrl,
  DATABASE_OWNER_URL: database.ownerUrl,
  NEXTAUTH_SECRET: database.secrets.nextAuthSecret,
  ENCRYPTION_KEYS: database.secrets.encryptionKeys,
  APP_URL: ORIGIN,
  NEXTAUTH_URL: ORIGIN,
  FILES_DIR: join(folder, "files"),
  ALLOWED_PRIVATE_HOSTS: "127.0.0.1",
  INBOX_JOBS: "1",
  LOG_LEVEL: "warn",
});

try {
  await migrateDatabase(database.ownerUrl);
  if (isBuildStale()) await build(join(output, "build.log"), () => undefined);
  const { openDesk } = await import("./open-desk");
  const cookie = await openDesk({ address: ADDRESS, imap, smtp });
  const log = openSync(join(output, "next.log"), "w");
  const { group } = startGroup(["node_modules/next/dist/bin/next", "start", "--port", String(PORT)], {
    stdio: ["ignore", log, log],
    env: process.env,
  });
  try {
    await answersSoon();
    await measureMails(cookie);
  } finally {
    await group.stop();
  }
} finally {
  await Promise.all([imap.close(), smtp.close()]);
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();

async function measureMails(cookie: { name: string; value: string }): Promise<void> {
  const live = await listenLive(ORIGIN, `${cookie.name}=${cookie.value}`);
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: ["--no-sandbox"] });
  const context = await browser.newContext({ locale: "fr-FR" });
  await context.addCookies([{ ...cookie, url: ORIGIN }]);
  const page = await context.newPage();
  await page.goto(`${ORIGIN}/inbox`);
  await waitForPush();
  const told: number[] = [];
  const shown: number[] = [];
  try {
    for (let mail = 0; mail <= MAILS; mail += 1) {
      const times = await sendOne(page, live);
      // The first one also waits for what is compiled and connected once.
      if (mail > 0) {
        told.push(times.told);
        shown.push(times.shown);
      }
      await pause(200 + Math.random() * 800);
    }
  } finally {
    await browser.close();
    live.close();
  }
  report("told", told);
  report("shown", shown);
  const median = at(shown, 0.5);
  say(`median ${Math.round(median)} ms (< ${TARGET_MS}): ${median < TARGET_MS ? "reached" : "MISSED"}`);
}

async function sendOne(page: Page, live: Awaited<ReturnType<typeof listenLive>>) {
  const subject = `Commande ${randomUUID()}`;
  const notice = live.next();
  await post(subject);
  const taken = takenAt.get(subject) ?? 0;
  const row = page.getByText(subject).first();
  const [told, shown] = await Promise.all([
    notice.then(() => performance.now() - taken),
    row.waitFor({ timeout: 90_000 }).then(() => performance.now() - taken),
  ]);
  return { told, shown };
}

async function post(subject: string): Promise<void> {
  const sender = createTransport({
    host: smtp.host,
    port: smtp.port,
    ignoreTLS: true,
    auth: { user: smtp.username, pass: smtp.password },
  });
  await sender.sendMail({
    from: `"Claire Noël" <claire-${randomUUID()}@customer.test>`,
    to: ADDRESS,
    subject,
    text: "Bonjour, elle devait arriver vendredi.",
  });
  sender.close();
}

function subjectOf(raw: Buffer): string {
  const [, subject = ""] = raw.toString().match(/^Subject: (.*)$/m) ?? [];
  return subject.trim();
}

async function waitForPush(): Promise<void> {
  while (imap.connections() === 0) await pause(100);
  await pause(1_000);
}

function report(what: string, times: number[]): void {
  const column = (share: number) => `${Math.round(at(times, share))}`.padStart(6);
  say(`${what.padEnd(8)} median ${column(0.5)} ms   p95 ${column(0.95)} ms   ${times.length} mails`);
}

async function answersSoon(): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`${ORIGIN}/sign-in`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(200);
  }
  throw new Error("The product did not answer within 60 s");
}
