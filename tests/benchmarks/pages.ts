import { mkdirSync, openSync } from "node:fs";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { ensurePostgres } from "@/db/embedded/postgres";
import { migrateDatabase } from "@/db/migrate";
import { build, isBuildStale } from "@/lib/launch/build";
import { startGroup } from "@/lib/launch/group";
import { type Filled, fillCompany, makeBodies } from "./fill-company";
import { measure } from "./measure";

/**
 * `npm run bench:pages [sizes…]`: fills one company per size (10,000, 100,000 and 1,000,000 messages when none is given) and
 * prints how long the data and the whole answers of the running product take; `-- --data` leaves the product out. What is
 * filled stays in .data/bench for the next time.
 */
const sizes = process.argv.slice(2).map(Number).filter(Boolean);
const SIZES = sizes.length > 0 ? sizes : [10_000, 100_000, 1_000_000];
const PORT = 3977;
const dataDir = resolve(".data/bench");

const say = (line: string) => process.stdout.write(`${line}\n`);
mkdirSync(dataDir, { recursive: true });
const server = await ensurePostgres({
  dataDir,
  database: "inbox_bench",
  settings: {
    shared_buffers: "512MB",
    maintenance_work_mem: "1GB",
    synchronous_commit: "off",
    max_wal_size: "8GB",
  },
});
await migrateDatabase(server.ownerUrl);
Object.assign(process.env, {
  DATABASE_URL: server.appUrl,
  DATABASE_OWNER_URL: server.ownerUrl,
  NEXTAUTH_SECRET: server.secrets.nextAuthSecret,
  ENCRYPTION_KEYS: server.secrets.encryptionKeys,
  APP_URL: `http://localhost:${PORT}`,
  NEXTAUTH_URL: `http://localhost:${PORT}`,
  FILES_DIR: join(dataDir, "files"),
  LOG_LEVEL: "warn",
});

const filled = await fillWhatIsMissing();
const { listPages, listQueries } = await import("./page-requests");
try {
  for (const company of filled) {
    say(`\nData, ${company.messages.toLocaleString("en")} messages (ms)      p50      p95   8 at once`);
    for (const [name, run] of listQueries(company)) await report(name, run);
  }
  if (!process.argv.includes("--data")) await measurePages();
} finally {
  const { closeConnections } = await import("@/db/connection");
  await closeConnections();
  await server.stop();
}
process.exit();

async function report(name: string, run: () => Promise<unknown>): Promise<void> {
  const alone = await measure(run);
  const together = await measure(run, { atOnce: 8, times: 120 });
  const column = (value: number) => value.toFixed(1).padStart(9);
  say(
    `  ${name.padEnd(32)}${column(alone.p50)}${column(alone.p95)}${column(together.p50)} /${column(together.p95)}`,
  );
}

async function measurePages(): Promise<void> {
  if (isBuildStale()) await build(join(dataDir, "build.log"), () => undefined);
  const output = openSync(join(dataDir, "next.log"), "w");
  const { group } = startGroup(["node_modules/next/dist/bin/next", "start", "--port", String(PORT)], {
    stdio: ["ignore", output, output],
    env: { ...process.env, NODE_ENV: "production" },
  });
  try {
    await answersSoon();
    for (const company of filled) {
      say(`\nAnswers, ${company.messages.toLocaleString("en")} messages (ms)   p50      p95   8 at once`);
      for (const [name, run] of await listPages(company, `http://localhost:${PORT}`)) await report(name, run);
    }
  } finally {
    await group.stop();
  }
}

async function answersSoon(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`http://localhost:${PORT}/sign-in`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error("The product did not answer within 20 s");
}

async function fillWhatIsMissing(): Promise<(Filled & { messages: number })[]> {
  const sql = postgres(server.adminUrl.replace(/\/postgres$/, "/inbox_bench"), {
    max: 1,
    onnotice: () => undefined,
  });
  await sql`create schema if not exists bench`;
  await sql`create table if not exists bench.filled (messages int primary key, filled jsonb not null)`;
  const known = await sql`select messages, filled from bench.filled where messages in ${sql(SIZES)}`;
  const missing = SIZES.filter((size) => !known.some((row) => row.messages === size));
  if (missing.length > 0) {
    say(`Filling ${missing.join(", ")} messages …`);
    // The words' index is built once at the end: kept up to date row by row it would write tens of gigabytes.
    await sql`drop index if exists message_search_words`;
    await sql`drop table if exists bench.bodies`;
    await makeBodies(sql);
    for (const messages of missing) {
      const startedAt = Date.now();
      const made = await fillCompany(sql, messages);
      await sql`insert into bench.filled values (${messages}, ${sql.json({ ...made })})`;
      say(`  ${messages} in ${Math.round((Date.now() - startedAt) / 1000)} s`);
    }
    await sql`create index message_search_words on message_search using gin (company_id, search)`;
    await sql`vacuum analyze`;
  }
  const rows = await sql<{ messages: number; filled: Filled }[]>`
    select messages, filled from bench.filled where messages in ${sql(SIZES)} order by messages`;
  await sql.end();
  return rows.map((row) => ({ ...row.filled, messages: row.messages }));
}
