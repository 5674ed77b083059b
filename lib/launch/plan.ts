import { join, resolve } from "node:path";
import { readLaunchEnvironment } from "@/lib/env";

export type Command = "demo" | "dev" | "start" | "sync" | "migrate";

type LaunchEnvironment = ReturnType<typeof readLaunchEnvironment>;

/** What is to be started, where it keeps its things, and under which address it answers. */
export interface Plan {
  command: Command;
  environment: LaunchEnvironment;
  dataDir: string;
  filesDir: string;
  /** The demo's own, beside the real one, so that trying the demo leaves nothing in a real inbox. */
  database: string;
  port: number;
  host: string;
  url: string;
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Reads the environment. Throws a ZodError when a variable cannot be understood. */
export function makePlan(command: Command): Plan {
  const environment = readLaunchEnvironment();
  const dataDir = resolve(environment.INBOX_DATA_DIR);
  const url = environment.APP_URL ?? `http://localhost:${environment.PORT}`;
  const isLocal = LOOPBACK.includes(new URL(url).hostname);
  return {
    command,
    environment,
    dataDir,
    filesDir: environment.FILES_DIR ?? join(dataDir, command === "demo" ? "demo-files" : "files"),
    database: command === "demo" ? "inbox_demo" : "inbox",
    port: environment.PORT,
    // A new installation belongs to its first visitor: unless an address is configured, only this machine may visit.
    host: environment.HOST ?? (isLocal ? "127.0.0.1" : "0.0.0.0"),
    url: url.replace(/\/$/, ""),
  };
}
