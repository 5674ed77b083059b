import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isRunning } from "@/db/embedded/lock";
import { findProcessStart, readIfThere, waitUntil } from "@/db/embedded/processes";
import { endGroup, type Group } from "./group";
import type { Plan } from "./plan";

const Note = z.object({ launcher: z.string(), port: z.number(), groups: z.array(z.string()) });

type Note = z.infer<typeof Note>;

const name = (pid: number): string => `${pid} ${findProcessStart(pid)}`;

const folder = (dataDir: string): string => join(dataDir, "running");

/** Notes what this launcher started, for the start that finds it killed. Written again with every program. */
export function noteRunning({ dataDir, port }: Pick<Plan, "dataDir" | "port">, groups: Group[]): void {
  mkdirSync(folder(dataDir), { recursive: true });
  const note: Note = { launcher: name(process.pid), port, groups: groups.map(({ pid }) => name(pid)) };
  writeFileSync(join(folder(dataDir), `${process.pid}.json`), JSON.stringify(note));
}

export function forgetRunning(dataDir: string): void {
  rmSync(join(folder(dataDir), `${process.pid}.json`), { force: true });
}

/** The launcher that runs on this port now, if it is one of this installation. */
export function findLauncher(dataDir: string, port: number): { pid: number } | undefined {
  const note = listNotes(dataDir).find(
    (candidate) => candidate.port === port && isRunning(candidate.launcher),
  );
  return note && { pid: Number.parseInt(note.launcher, 10) };
}

/** The programs whose launcher was killed, by name. */
export function findLeftovers(dataDir: string): string[] {
  return listNotes(dataDir)
    .filter((note) => !isRunning(note.launcher))
    .flatMap((note) => note.groups)
    .filter(isRunning);
}

/** Ends them, and forgets their launchers. */
export async function endLeftovers(dataDir: string): Promise<void> {
  const orphans = findLeftovers(dataDir);
  for (const orphan of orphans) endGroup(Number.parseInt(orphan, 10));
  await waitUntil(() => !orphans.some(isRunning), 5_000);
  dropOldNotes(dataDir);
}

function listNotes(dataDir: string): Note[] {
  return listFiles(dataDir).flatMap((file) => readNote(join(folder(dataDir), file)) ?? []);
}

function listFiles(dataDir: string): string[] {
  mkdirSync(folder(dataDir), { recursive: true });
  return readdirSync(folder(dataDir));
}

function readNote(path: string): Note | undefined {
  try {
    return Note.parse(JSON.parse(readIfThere(path) ?? ""));
  } catch {
    // Half written when its launcher was killed, before it had started anything.
    return undefined;
  }
}

function dropOldNotes(dataDir: string): void {
  for (const file of listFiles(dataDir)) {
    const note = readNote(join(folder(dataDir), file));
    if (!note || !isRunning(note.launcher)) rmSync(join(folder(dataDir), file), { force: true });
  }
}
