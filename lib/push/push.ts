import { setTimeout as pause } from "node:timers/promises";
import type { IntegrationRef } from "@/db/across-companies";
import type { IdlePatience } from "@/lib/email/imap-idle";

/** What pushing needs of whoever runs the jobs, and how fast it does what. */
export interface Push {
  /** Asks for a collection; the mailbox's collections run one after the other. */
  collect(mailbox: IntegrationRef): Promise<unknown>;
  /** Told of what went wrong here and is tried again. */
  report(error: unknown, mailbox?: IntegrationRef): void;
  rhythm: Rhythm;
}

export interface Rhythm {
  /** How often it is looked which mailboxes there are. */
  lookMs: number;
  /** The pause after a first failure; it doubles up to `longestPauseMs`. */
  pauseMs: number;
  longestPauseMs: number;
  /** A connection that held this long makes the failures before it forgotten. */
  steadyMs: number;
  /** How long a collection that was asked for is waited for. */
  collectMs: number;
  /** Connections at once in this process. */
  most: number;
  patience?: IdlePatience;
}

export const RHYTHM: Rhythm = {
  lookMs: 2_000,
  pauseMs: 1_000,
  longestPauseMs: 5 * 60_000,
  steadyMs: 60_000,
  collectMs: 20_000,
  most: 200,
};

/** Doubles with every failure in a row; half of it is chance, so that not everybody knocks at the same moment. */
export function pauseAfter(failures: number, { pauseMs, longestPauseMs }: Rhythm, chance = Math.random()) {
  const whole = Math.min(longestPauseMs, pauseMs * 2 ** (failures - 1));
  return whole / 2 + (whole / 2) * chance;
}

/** The pause, or less of it once `signal` is aborted. It keeps no process alive. */
export async function pauseUnless(signal: AbortSignal, ms: number): Promise<void> {
  await pause(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
