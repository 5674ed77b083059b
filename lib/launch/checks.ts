import { accessSync, constants, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { waitUntil } from "@/db/embedded/processes";
import type { Plan } from "./plan";
import { LaunchRefusal } from "./refusal";

/** Refuses what can be known before anything is started. */
export function checkBeforeStart(plan: Plan): void {
  checkInngest(plan);
  checkServerless(plan);
  checkProduction(plan);
  checkWritable(plan.dataDir);
}

export function checkNode(found: string): void {
  const [major = 0, minor = 0] = found.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 20)) throw new LaunchRefusal("node", { found });
}

// One key alone would leave the jobs here without a word.
function checkInngest({ environment }: Plan): void {
  const { INNGEST_SIGNING_KEY: signing, INNGEST_EVENT_KEY: event } = environment;
  if (signing && !event) throw new LaunchRefusal("inngestKey", { name: "INNGEST_EVENT_KEY" });
  if (event && !signing) throw new LaunchRefusal("inngestKey", { name: "INNGEST_SIGNING_KEY" });
}

function checkServerless({ environment }: Plan): void {
  const host =
    (environment.VERCEL && "Vercel") ||
    (environment.NETLIFY && "Netlify") ||
    (environment.AWS_LAMBDA_FUNCTION_NAME && "AWS Lambda");
  const embeds = !environment.DATABASE_URL || !environment.INNGEST_SIGNING_KEY;
  if (host && embeds) throw new LaunchRefusal("serverless", { host });
}

function checkProduction({ environment }: Plan): void {
  if (environment.NODE_ENV !== "production") return;
  if (environment.INNGEST_DEV && environment.INNGEST_DEV !== "0") throw new LaunchRefusal("inngestDev");
  if (!environment.DATABASE_URL) return;
  for (const name of ["NEXTAUTH_SECRET", "ENCRYPTION_KEYS"] as const) {
    if (!environment[name]) throw new LaunchRefusal("secret", { name });
  }
}

function checkWritable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch {
    throw new LaunchRefusal("not-writable", { detail: dataDir });
  }
}

/** Refuses a port that is still taken after `patienceMs`: what was ended a moment ago may hold it a little longer. */
export async function checkPort({ port, host }: Plan, patienceMs = 0): Promise<void> {
  const isFree = () =>
    new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once("error", () => resolve(false));
      probe.listen(port, host, () => probe.close(() => resolve(true)));
    });
  if (!(await waitUntil(isFree, patienceMs, 100))) throw new LaunchRefusal("port", { port, other: port + 1 });
}
