import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensurePostgres, stopAbandoned } from "@/db/embedded/postgres";
import { makeDatabase, makeRoles, withDatabase, withLogin } from "@/db/embedded/roles";
import { migrateDatabase } from "@/db/migrate";
import { dropDatabase } from "./database";

const PREFIX = "inbox-tests-";
// Losing a test database in a power cut costs nothing.
const UNSAFE_BUT_QUICK = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "128MB",
};

/** One PostgreSQL and one migrated template for the whole run; TEST_DATABASE_URL (a superuser's) brings an own server. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL
    ? await joinServer(process.env.TEST_DATABASE_URL)
    : await startTemporaryServer();
  const template = `inbox_template_${process.pid}`;
  await makeDatabase(server.adminUrl, template);
  await migrateDatabase(withDatabase(server.ownerUrl, template));
  process.env.TEST_POSTGRES = JSON.stringify({ ...server, template });
  return async () => {
    await dropDatabase(server.adminUrl, template);
    await server.stop();
  };
}

interface TestServer {
  adminUrl: string;
  ownerUrl: string;
  appUrl: string;
  stop(): Promise<void>;
}

async function joinServer(adminUrl: string): Promise<TestServer> {
  const passwords = { ownerPassword: "inbox-tests-owner", appPassword: "inbox-tests-login" };
  await makeRoles(adminUrl, passwords);
  return {
    adminUrl,
    ownerUrl: withLogin(adminUrl, "inbox_owner", passwords.ownerPassword),
    appUrl: withLogin(adminUrl, "inbox_login", passwords.appPassword),
    stop: async () => undefined,
  };
}

async function startTemporaryServer(): Promise<TestServer> {
  await removeAbandoned();
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX));
  const postgres = await ensurePostgres({ dataDir, settings: UNSAFE_BUT_QUICK });
  const { adminUrl, ownerUrl, appUrl } = postgres;
  const stop = async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { adminUrl, ownerUrl, appUrl, stop };
}

/** A run that was killed leaves its server and its folder behind. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const dataDir = join(tmpdir(), name);
    if (!name.startsWith(PREFIX) || !isOldAndOurs(dataDir)) continue;
    if (await stopAbandoned(dataDir)) rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Another run that starts at this moment has no server yet, and another account's folder is not ours to remove. */
function isOldAndOurs(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found !== undefined && found.uid === process.getuid?.() && Date.now() - found.mtimeMs > 60_000;
}
