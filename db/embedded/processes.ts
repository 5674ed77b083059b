import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * When a process began, in its system's own words: together with the pid it names one process for ever.
 * Undefined when it is gone.
 */
export function findProcessStart(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  if (process.platform === "linux") {
    const stat = readIfThere(`/proc/${pid}/stat`);
    // proc(5): the name stands in parentheses and may hold spaces; the start time is the 22nd field.
    const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields?.[0] === "Z" ? undefined : fields?.[19];
  }
  return (
    spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() || "alive"
  );
}

export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** True when it ended by itself or by `signal` in time; after that it is killed. */
export async function endProcess(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<boolean> {
  sendSignal(pid, signal);
  if (await waitUntil(() => findProcessStart(pid) === undefined, graceMs)) return true;
  sendSignal(pid, "SIGKILL");
  await waitUntil(() => findProcessStart(pid) === undefined, 5_000);
  return false;
}

/** Signals a process, or with a negative pid its group; one that is gone already is fine. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

export async function waitUntil(
  isSo: () => boolean | Promise<boolean>,
  withinMs: number,
  everyMs = 25,
): Promise<boolean> {
  const end = Date.now() + withinMs;
  for (;;) {
    if (await isSo()) return true;
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
