import { Logger as QueueLogger } from "graphile-worker";
import pino from "pino";
import { env } from "@/lib/env";

export const log = pino({ name: "jobs", level: env.LOG_LEVEL });

const LEVELS = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

/** The queue's own messages; what it says about every job is too much for "info". */
export const queueLog = new QueueLogger(() => (level, message) => {
  log[LEVELS[level]](message);
});
