import { closeSync, createReadStream, fstatSync, openSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { waitUntil } from "@/db/embedded/processes";
import { type Group, startGroup } from "./group";
import type { Plan } from "./plan";
import { LaunchRefusal } from "./refusal";

const ANSWERS_WITHIN_SECONDS = 180;
const LOG_AT_MOST = 10_000_000;

/** Starts Next and resolves when it answers. Its environment is this process's. */
export async function startWebServer(plan: Plan, onStarted: (group: Group) => void): Promise<Group> {
  const mode = plan.command === "dev" ? "dev" : "start";
  const output = openOutput(plan.dataDir);
  const { group } = startGroup(
    ["node_modules/next/dist/bin/next", mode, "--port", String(plan.port), "--hostname", plan.host],
    { stdio: ["ignore", output.descriptor, output.descriptor] },
  );
  output.started();
  onStarted(group);
  await waitUntil(() => !group.isRunning() || answers(plan), ANSWERS_WITHIN_SECONDS * 1_000, 200);
  if (!group.isRunning()) throw new LaunchRefusal("nextEnded", { reason: await group.ended });
  if (!(await answers(plan))) throw new LaunchRefusal("nextSilent", { seconds: ANSWERS_WITHIN_SECONDS });
  return group;
}

/** 127.0.0.1 also where the server listens on every address. */
async function answers({ port, host }: Plan): Promise<boolean> {
  const address = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  try {
    await fetch(`http://${address}:${port}/sign-in`, {
      redirect: "manual",
      signal: AbortSignal.timeout(30_000),
    });
    return true;
  } catch {
    return false;
  }
}

interface Output {
  descriptor: number;
  started(): void;
}

/**
 * Next burns a core and ignores SIGTERM once a pipe it writes to is closed, so it never gets one: a terminal and a file
 * it inherits; where our own output is a pipe (npm start | tee), it writes to a file that we follow.
 */
function openOutput(dataDir: string): Output {
  const kind = fstatSync(1);
  if (!kind.isFIFO() && !kind.isSocket()) return { descriptor: 1, started: () => undefined };
  const path = join(dataDir, "web-server.log");
  const descriptor = openSync(path, "a", 0o600);
  truncateSync(path, 0);
  return {
    descriptor,
    started: () => {
      closeSync(descriptor);
      follow(path);
    },
  };
}

function follow(path: string): void {
  let read = 0;
  let reading = false;
  const look = setInterval(() => {
    const { size } = statSync(path);
    if (reading || size <= read) return;
    if (read > LOG_AT_MOST) {
      truncateSync(path, 0);
      read = 0;
      return;
    }
    reading = true;
    const stream = createReadStream(path, { start: read, end: size - 1 });
    stream.pipe(process.stdout, { end: false });
    stream.once("close", () => {
      read = size;
      reading = false;
    });
  }, 200);
  look.unref();
}
