import postgres from "postgres";
import { ensurePostgres } from "@/db/embedded/postgres";
import { keepSecrets } from "@/db/embedded/secrets";
import { migrateDatabase } from "@/db/migrate";
import type { Console } from "./console";
import type { Plan } from "./plan";
import { LaunchRefusal } from "./refusal";

export interface Database {
  appUrl: string;
  ownerUrl: string;
  /** Resolves to false when it had stopped and cannot be brought back under the same address. */
  keepAlive(): Promise<"runs" | "restarted" | "lost">;
  stop(): Promise<void>;
}

/** The installation's database, migrated: the one of DATABASE_URL, else the embedded one, which it starts. */
export async function openDatabase(plan: Plan, terminal: Console): Promise<Database> {
  const database = plan.environment.DATABASE_URL
    ? await openOwn(plan.environment.DATABASE_URL, plan.environment.DATABASE_OWNER_URL)
    : await terminal.step("stepDatabase", () => openEmbedded(plan));
  try {
    await terminal.step("stepMigrate", () => migrateDatabase(database.ownerUrl));
  } catch (error) {
    await database.stop();
    throw error;
  }
  return database;
}

async function openOwn(appUrl: string, ownerUrl = appUrl): Promise<Database> {
  await checkVersion(ownerUrl);
  return { appUrl, ownerUrl, keepAlive: async () => "runs", stop: async () => undefined };
}

async function checkVersion(url: string): Promise<void> {
  const host = URL.canParse(url) ? new URL(url).host : url;
  const sql = connect(url, host);
  try {
    const [row] = await sql`select current_setting('server_version_num')::int as version`;
    const found = Math.floor(row?.version / 10_000);
    if (found < 15) throw new LaunchRefusal("databaseOld", { found, host });
  } catch (error) {
    if (error instanceof LaunchRefusal) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new LaunchRefusal("databaseSilent", { host, problem: message || code || "" });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function connect(url: string, host: string): postgres.Sql {
  try {
    return postgres(url, { max: 1, connect_timeout: 10 });
  } catch (error) {
    throw new LaunchRefusal("databaseSilent", { host, problem: (error as Error).message });
  }
}

async function openEmbedded({ dataDir, database }: Plan): Promise<Database> {
  let server = await ensurePostgres({ dataDir, database });
  const { appUrl, ownerUrl } = server;
  return {
    appUrl,
    ownerUrl,
    keepAlive: async () => {
      if (server.isRunning()) return "runs";
      server = await ensurePostgres({ dataDir, database });
      return server.appUrl === appUrl ? "restarted" : "lost";
    },
    stop: () => server.stop(),
  };
}

/** The secrets the environment gives, else the ones the installation made for itself. */
export function getSecrets({ environment, dataDir }: Plan): {
  nextAuthSecret: string;
  encryptionKeys: string;
} {
  const { NEXTAUTH_SECRET, ENCRYPTION_KEYS } = environment;
  if (NEXTAUTH_SECRET && ENCRYPTION_KEYS) {
    return { nextAuthSecret: NEXTAUTH_SECRET, encryptionKeys: ENCRYPTION_KEYS };
  }
  const made = keepSecrets(dataDir);
  return {
    nextAuthSecret: NEXTAUTH_SECRET || made.nextAuthSecret,
    encryptionKeys: ENCRYPTION_KEYS || made.encryptionKeys,
  };
}
