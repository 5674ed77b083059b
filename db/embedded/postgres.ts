import { accessSync, chmodSync, constants, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findServerAccount } from "./account";
import { getBinaries } from "./binaries";
import { type Cluster, initCluster, placeCluster } from "./cluster";
import { enterKeepers, hasKeepers, leaveKeepers } from "./keepers";
import { withLock } from "./lock";
import { findProcessStart, readIfThere } from "./processes";
import { PostgresRefusal } from "./refusal";
import { makeDatabase, makeRoles, withDatabase, withLogin } from "./roles";
import { keepSecrets, type Secrets } from "./secrets";
import { findServer, type Server, type Settings, startServer, stopServer, waitForServer } from "./server";

export interface EmbeddedPostgres {
  /** Logs in as `inbox_owner`, which owns the database and migrates it. */
  ownerUrl: string;
  /** Logs in as `inbox_login`, which owns nothing: the app's DATABASE_URL. */
  appUrl: string;
  /** The superuser, database `postgres`. */
  adminUrl: string;
  secrets: Secrets;
  isRunning(): boolean;
  /** Stops the server, unless another program still uses it. The second call does nothing. */
  stop(): Promise<void>;
}

interface Options {
  dataDir: string;
  /** One server may hold several: the demo's stands beside the real one. */
  database?: string;
  /** PostgreSQL settings beside or instead of ours. */
  settings?: Settings;
}

/**
 * Starts the PostgreSQL that lives in `<dataDir>/postgres`, or joins the one that already runs there, also when the
 * program that started it was killed. Makes cluster, roles, database and extensions the first time.
 * Throws a PostgresRefusal that says what stands in the way.
 */
export async function ensurePostgres(options: Options): Promise<EmbeddedPostgres> {
  const { database = "inbox", settings = {} } = options;
  const dataDir = resolve(options.dataDir);
  const home = makeHome(dataDir);
  const account = findServerAccount(join(home, "cluster"));
  const cluster = placeCluster(dataDir, getBinaries(account), account);
  return withLock(join(home, "lock"), async () => {
    const secrets = keepSecrets(dataDir);
    await initCluster(cluster, secrets.adminPassword);
    const server = await joinOrStart(cluster, settings);
    enterKeepers(dataDir);
    const adminUrl = `postgres://postgres:${secrets.adminPassword}@127.0.0.1:${server.port}/postgres`;
    await makeRoles(adminUrl, secrets);
    await makeDatabase(adminUrl, database);
    return handle({ dataDir, database, server, adminUrl, secrets });
  });
}

function makeHome(dataDir: string): string {
  const home = join(dataDir, "postgres");
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.W_OK);
    // The server's own account opens a file here while the cluster is made.
    if (process.getuid?.() === 0) chmodSync(home, 0o711);
    return home;
  } catch {
    throw new PostgresRefusal("not-writable", dataDir);
  }
}

async function joinOrStart(cluster: Cluster, settings: Settings): Promise<Server> {
  const running = findServer(cluster);
  if (running) {
    await waitForServer(cluster);
    const ready = findServer(cluster);
    if (ready) return ready;
  }
  const portFile = join(cluster.dir, "..", "port");
  const server = await startServer(cluster, Number(readIfThere(portFile) ?? 0), settings);
  writeFileSync(portFile, String(server.port));
  return server;
}

interface Handle {
  dataDir: string;
  database: string;
  server: Server;
  adminUrl: string;
  secrets: Secrets;
}

function handle({ dataDir, database, server, adminUrl, secrets }: Handle): EmbeddedPostgres {
  const databaseUrl = withDatabase(adminUrl, database);
  let stopping: Promise<void> | undefined;
  return {
    adminUrl,
    ownerUrl: withLogin(databaseUrl, "inbox_owner", secrets.ownerPassword),
    appUrl: withLogin(databaseUrl, "inbox_login", secrets.appPassword),
    secrets,
    isRunning: () => findProcessStart(server.pid) !== undefined,
    stop: () => {
      stopping ??= withLock(join(dataDir, "postgres", "lock"), async () => {
        if (!leaveKeepers(dataDir).othersRemain) await stopServer(server);
      });
      return stopping;
    },
  };
}

/** Stops a server whose every user was killed; false when somebody still uses it. */
export async function stopAbandoned(dataDir: string): Promise<boolean> {
  if (hasKeepers(dataDir)) return false;
  const server = findServer({ dir: resolve(dataDir, "postgres", "cluster") });
  if (server) await stopServer(server);
  return true;
}
