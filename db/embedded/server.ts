import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readlinkSync, realpathSync, rmSync, statSync, truncateSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Cluster } from "./cluster";
import { endProcess, findProcessStart, readIfThere, waitUntil } from "./processes";
import { PostgresRefusal } from "./refusal";

export interface Server {
  pid: number;
  port: number;
}

export type Settings = Record<string, string>;

const SETTINGS: Settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  random_page_cost: "1.1",
  jit: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  timezone: "UTC",
  log_timezone: "UTC",
};
const LOG_AT_MOST = 10_000_000;
const READY_WITHIN_MS = 120_000;

/** The server that works in this cluster's folder now, also one whose launcher was killed. */
export function findServer(cluster: Pick<Cluster, "dir">): Server | undefined {
  // https://www.postgresql.org/docs/18/storage-file-layout.html: pid, folder, start, port, …, and "ready" in line 8
  const lines = readIfThere(join(cluster.dir, "postmaster.pid"))?.split("\n") ?? [];
  const pid = Number(lines[0]);
  if (!pid || !worksIn(pid, cluster.dir)) return undefined;
  return { pid, port: Number(lines[3]) };
}

function worksIn(pid: number, dir: string): boolean {
  if (findProcessStart(pid) === undefined) return false;
  try {
    if (process.platform === "linux") return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dir);
    return spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" }).stdout.includes(
      "postgres",
    );
  } catch {
    return false;
  }
}

/** By the server's own word; the file of one that was killed says "ready" for ever. */
function isReady(cluster: Pick<Cluster, "dir">, pid: number): boolean {
  const lines = readIfThere(join(cluster.dir, "postmaster.pid"))?.split("\n") ?? [];
  return Number(lines[0]) === pid && lines[7]?.trim() === "ready" && findProcessStart(pid) !== undefined;
}

export async function waitForServer(cluster: Cluster): Promise<void> {
  const ready = await waitUntil(() => {
    const server = findServer(cluster);
    return server === undefined || isReady(cluster, server.pid);
  }, READY_WITHIN_MS);
  if (!ready) throw new PostgresRefusal("server-failed", readLogEnd(cluster));
}

/** Resolves when it takes connections. `wantedPort` is used when it is free, else any free one. */
export async function startServer(cluster: Cluster, wantedPort: number, settings: Settings): Promise<Server> {
  dropMisleadingPidFile(cluster);
  let port = await findFreePort(wantedPort);
  for (let attempt = 1; ; attempt++) {
    const pid = launch(cluster, port, settings);
    await waitUntil(() => isReady(cluster, pid) || findProcessStart(pid) === undefined, READY_WITHIN_MS);
    if (isReady(cluster, pid)) return { pid, port };
    if (attempt === 4) throw new PostgresRefusal("server-failed", readLogEnd(cluster));
    // A killed server's backends may still be leaving, or somebody took the port between looking and binding.
    await new Promise((resolve) => setTimeout(resolve, 300 * attempt));
    port = await findFreePort(wantedPort);
  }
}

/**
 * After a reboot the pid in the file may belong to a stranger, which PostgreSQL would take for a server. In every other
 * case the file stays: PostgreSQL finds by it whether backends of a killed server still write.
 */
function dropMisleadingPidFile(cluster: Cluster): void {
  const path = join(cluster.dir, "postmaster.pid");
  const pid = Number(readIfThere(path)?.split("\n")[0]);
  if (pid && findProcessStart(pid) !== undefined && !worksIn(pid, cluster.dir)) rmSync(path, { force: true });
}

function launch(cluster: Cluster, port: number, settings: Settings): number {
  const log = openLog(cluster);
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const server = spawn(
    join(cluster.binaries, "bin", "postgres"),
    ["-D", cluster.argument, "-p", String(port), ...flags],
    // Its own session: Ctrl-C in the terminal must reach the app first, and PostgreSQL only from us.
    { ...cluster.account, cwd: cluster.dir, detached: true, stdio: ["ignore", log, log] },
  );
  closeSync(log);
  if (!server.pid) throw new PostgresRefusal("server-failed", join(cluster.binaries, "bin", "postgres"));
  server.unref();
  return server.pid;
}

const logPath = (cluster: Cluster): string => join(cluster.dir, "..", "log");

function openLog(cluster: Cluster): number {
  const log = openSync(logPath(cluster), "a", 0o600);
  if (statSync(logPath(cluster)).size > LOG_AT_MOST) truncateSync(logPath(cluster), 0);
  return log;
}

const readLogEnd = (cluster: Cluster): string =>
  readIfThere(logPath(cluster))?.trim().split("\n").slice(-3).join(" | ") ?? "";

async function findFreePort(wanted: number): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? 0;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(undefined));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });
}

/** "Fast" shutdown: open transactions roll back, everything committed is on disk. */
export async function stopServer(server: Server): Promise<void> {
  await endProcess(server.pid, "SIGINT", 30_000);
}
