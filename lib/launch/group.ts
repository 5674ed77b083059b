import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { sendSignal, waitUntil } from "@/db/embedded/processes";

/** A program in a process group of its own, so that whatever it starts ends with it. */
export interface Group {
  pid: number;
  /** How it ended: an exit code or a signal; never rejects. */
  ended: Promise<string>;
  isRunning(): boolean;
  /** Asks nicely, then after `graceMs` ends the whole group. */
  stop(graceMs?: number): Promise<void>;
}

export function startGroup(args: string[], options: SpawnOptions): { group: Group; child: ChildProcess } {
  const child = spawn(process.execPath, args, { ...options, detached: true });
  let running = true;
  const ended = new Promise<string>((resolve) => {
    const end = (reason: string) => {
      running = false;
      resolve(reason);
    };
    child.once("exit", (code, signal) => end(signal ?? `code ${code}`));
    child.once("error", (error) => end(error.message));
  });
  const pid = child.pid ?? 0;
  const stop = async (graceMs = 10_000) => {
    if (!pid) return;
    if (running) sendSignal(pid, "SIGTERM");
    await waitUntil(() => !running, graceMs);
    // Also when the leader has ended: what it started may be left.
    endGroup(pid);
    await ended;
  };
  return { group: { pid, ended, isRunning: () => running, stop }, child };
}

/** Ends every process of a group at once. */
export function endGroup(pid: number): void {
  sendSignal(process.platform === "win32" ? pid : -pid, "SIGKILL");
}
