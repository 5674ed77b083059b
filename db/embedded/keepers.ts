import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRunning } from "./lock";
import { findProcessStart, readIfThere } from "./processes";

/** Several programs may share one server (`npm run dev` and `npm run sync`): the last to leave stops it. */
const folder = (dataDir: string): string => join(dataDir, "postgres", "keepers");

const mine = (dataDir: string): string => join(folder(dataDir), String(process.pid));

export function enterKeepers(dataDir: string): void {
  mkdirSync(folder(dataDir), { recursive: true });
  writeFileSync(mine(dataDir), `${process.pid} ${findProcessStart(process.pid)}`);
}

/** Leaves, and answers whether anybody else still uses the server; those that were killed do not count. */
export function leaveKeepers(dataDir: string): { othersRemain: boolean } {
  rmSync(mine(dataDir), { force: true });
  return { othersRemain: hasKeepers(dataDir) };
}

export function hasKeepers(dataDir: string): boolean {
  let found = false;
  for (const name of listNames(folder(dataDir))) {
    const who = readIfThere(join(folder(dataDir), name));
    if (who && isRunning(who)) found = true;
    else rmSync(join(folder(dataDir), name), { force: true });
  }
  return found;
}

function listNames(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
