import { spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Account } from "./account";
import { PostgresRefusal } from "./refusal";

export interface Cluster {
  /** PostgreSQL's data directory. */
  dir: string;
  /** How PostgreSQL is told about `dir`: its working directory, which it may enter even where it may not walk to. */
  argument: string;
  binaries: string;
  account: Account | undefined;
}

export const placeCluster = (dataDir: string, binaries: string, account: Account | undefined): Cluster => {
  const dir = join(dataDir, "postgres", "cluster");
  // As root the server has another uid; node enters the folder before it drops to that uid.
  return {
    dir,
    argument: account && process.platform === "linux" ? "/proc/self/cwd" : dir,
    binaries,
    account,
  };
};

/** Makes the cluster unless it exists. One that a crash left half made is made again. */
export async function initCluster(cluster: Cluster, adminPassword: string): Promise<void> {
  const finished = join(cluster.dir, "..", "made");
  if (existsSync(finished)) return;
  rmSync(cluster.dir, { recursive: true, force: true });
  mkdirSync(cluster.dir, { recursive: true, mode: 0o700 });
  if (cluster.account) chownSync(cluster.dir, cluster.account.uid, cluster.account.gid);
  const passwordFile = join(cluster.dir, "..", "password");
  writeFileSync(passwordFile, `${adminPassword}\n`, { mode: 0o600 });
  if (cluster.account) chownSync(passwordFile, cluster.account.uid, cluster.account.gid);
  try {
    await runInitdb(cluster, passwordFile);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeFileSync(finished, "");
}

async function runInitdb(cluster: Cluster, passwordFile: string): Promise<void> {
  const password = openSync(passwordFile, "r");
  const args = [
    `--pgdata=${cluster.argument}`,
    "--username=postgres",
    "--auth=scram-sha-256",
    `--pwfile=${cluster.account ? "/dev/fd/3" : passwordFile}`,
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
  ];
  const initdb = spawn(join(cluster.binaries, "bin", "initdb"), args, {
    ...cluster.account,
    cwd: cluster.dir,
    stdio: ["ignore", "ignore", "pipe", password],
  });
  let said = "";
  initdb.stderr?.on("data", (chunk) => {
    said += String(chunk);
  });
  const code = await new Promise((resolve) => {
    initdb.on("close", resolve);
    initdb.on("error", (error) => resolve(error.message));
  });
  closeSync(password);
  if (code !== 0) throw new PostgresRefusal("server-failed", said.trim() || `initdb: ${code}`);
}
