import type { Logger } from "pino";
import type postgres from "postgres";
import type { Served } from "./functions";

/** What every task of the executor works with. */
export interface Executor {
  sql: postgres.Sql;
  served: Served;
  log: Logger;
  /** Milliseconds to wait before the given try, counted from 1, is made again. */
  retryDelay(attempt: number): number;
}

// The server's table, in seconds.
const BACKOFF = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200];
const JITTER_SECONDS = 30;

export function standardRetryDelay(attempt: number): number {
  const seconds = BACKOFF[Math.min(attempt, BACKOFF.length) - 1] ?? 15;
  return (seconds + Math.random() * JITTER_SECONDS) * 1000;
}
