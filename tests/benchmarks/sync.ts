import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ensurePostgres } from "@/db/embedded/postgres";
import { migrateDatabase } from "@/db/migrate";

/**
 * `npm run bench:sync [-- 1000 10000 50000]`: imports generated mails from a local IMAP server, in steps up to each size, and
 * prints the rate of each step beside that of a plain loop in the same run, before and after. 1,000 and 10,000 when no size is given.
 */
const sizes = process.argv.slice(2).map(Number).filter(Boolean);
const SIZES = sizes.length > 0 ? sizes : [1_000, 10_000];
const PLAIN_MAILS = 2_000;
const TARGETS = { perSecond: 200, ofPlain: 0.7, megabytes: 500, pollMs: 50 };

type Line = Record<string, number> & { what: string };

const say = (line: string) => process.stdout.write(`${line}\n`);
const number = (value: number, digits = 0) => value.toLocaleString("en", { maximumFractionDigits: digits });

const folder = mkdtempSync(join(tmpdir(), "inbox-bench-"));
const database = await ensurePostgres({ dataDir: folder });
const most = Math.max(...SIZES, PLAIN_MAILS);
const server = run("mail-server.ts", [String(most)]);
try {
  await migrateDatabase(database.ownerUrl);
  const { port = 0, averageBytes = 0 } = (await server.lines.next()).value ?? {};
  say(`${number(most)} mails of ${number(averageBytes / 1024, 1)} KB on average`);
  const before = await plainRate(port);
  const imported = await importAll(port);
  const after = await plainRate(port);
  judge(imported, (before + after) / 2);
} finally {
  server.child.kill();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}

function run(program: string, args: string[]) {
  const child = fork(join(import.meta.dirname, program), args, {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: {
      ...process.env,
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      ENCRYPTION_KEYS: database.secrets.encryptionKeys,
      ALLOWED_PRIVATE_HOSTS: "127.0.0.1",
      FILES_DIR: join(folder, "files"),
    },
  });
  return { child, lines: linesOf(child.stdout) };
}

async function* linesOf(output: NodeJS.ReadableStream | null): AsyncGenerator<Line> {
  if (output) for await (const line of createInterface({ input: output })) yield JSON.parse(line) as Line;
}

async function plainRate(port: number): Promise<number> {
  const { lines } = run("sync-plain.ts", [String(port), String(PLAIN_MAILS)]);
  let rate = 0;
  for await (const { mails = 0, seconds = 1, cpuMs = 0 } of lines) {
    rate = mails / seconds;
    say(`plain loop       ${number(rate).padStart(8)} mails/s, ${number(cpuMs / mails, 2)} ms of CPU each`);
  }
  return rate;
}

async function importAll(port: number): Promise<Line[]> {
  const { lines } = run("sync-import.ts", [port, ...SIZES].map(String));
  const told: Line[] = [];
  for await (const line of lines) {
    told.push(line);
    const { what, size = 0, mails = 0, seconds = 1, cpuMs = 0, megabytes = 0 } = line;
    if (what === "import")
      say(
        `up to ${number(size).padStart(7)}  ${number(mails / seconds).padStart(8)} mails/s, ${number(cpuMs / mails, 2)} ms of CPU each`,
      );
    if (what === "poll") say(`empty poll       ${number(cpuMs, 1).padStart(6)} ms of CPU`);
    if (what === "memory") say(`peak memory      ${number(megabytes).padStart(6)} MB`);
  }
  return told;
}

function judge(lines: Line[], plain: number): void {
  const steps = lines.filter(({ what }) => what === "import");
  const sum = (key: string) => steps.reduce((total, step) => total + (step[key] ?? 0), 0);
  const rate = sum("mails") / sum("seconds");
  const of = (what: string, key: string) => lines.find((line) => line.what === what)?.[key] ?? Number.NaN;
  const verdict = (isReached: boolean) => (isReached ? "reached" : "MISSED");
  say("");
  say(
    `rate             ${number(rate)} mails/s (≥ ${TARGETS.perSecond}): ${verdict(rate >= TARGETS.perSecond)}`,
  );
  say(
    `of a plain loop  ${number(rate / plain, 2)} (≥ ${TARGETS.ofPlain}): ${verdict(rate / plain >= TARGETS.ofPlain)}`,
  );
  const megabytes = of("memory", "megabytes");
  say(
    `memory           ${number(megabytes)} MB (≤ ${TARGETS.megabytes}): ${verdict(megabytes <= TARGETS.megabytes)}`,
  );
  const pollMs = of("poll", "cpuMs");
  say(`empty poll       ${number(pollMs, 1)} ms (≤ ${TARGETS.pollMs}): ${verdict(pollMs <= TARGETS.pollMs)}`);
}
