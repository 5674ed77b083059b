import { rmSync, writeFileSync } from "node:fs";
import { findProcessStart, readIfThere, waitUntil } from "./processes";

/** Runs while no other process holds `path`; a holder that died is passed over. */
export async function withLock<Result>(path: string, run: () => Promise<Result>): Promise<Result> {
  const mine = `${process.pid} ${findProcessStart(process.pid)}`;
  const taken = await waitUntil(() => takeLock(path, mine), 120_000, 50);
  if (!taken) throw new Error(`Another process has held ${path} for two minutes`);
  try {
    return await run();
  } finally {
    if (readIfThere(path) === mine) rmSync(path, { force: true });
  }
}

function takeLock(path: string, mine: string): boolean {
  try {
    writeFileSync(path, mine, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const holder = readIfThere(path);
    if (holder && !isRunning(holder)) rmSync(path, { force: true });
    return false;
  }
}

/** `who` is "<pid> <start>", as this process writes it about itself. */
export function isRunning(who: string): boolean {
  const [pid = "", ...start] = who.split(" ");
  return findProcessStart(Number(pid)) === start.join(" ");
}
