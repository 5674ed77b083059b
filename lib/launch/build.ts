import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readIfThere } from "@/db/embedded/processes";
import { type Group, startGroup } from "./group";
import { LaunchRefusal } from "./refusal";

const SOURCES = [
  "app",
  "components",
  "db",
  "inngest",
  "lib",
  "instrumentation.ts",
  "next.config.ts",
  "proxy.ts",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];
const BUILT = ".next/BUILD_ID";
// next build empties .next, so a mark that is there belongs to the build that is there.
const MARK = ".next/built-from";

/** Whether the pages must be built: there is no build, or the sources differ from those it was made of. */
export function isBuildStale(): boolean {
  if (!existsSync(BUILT)) return true;
  const mark = readIfThere(MARK);
  if (mark) return mark !== hashSources();
  const builtAt = statSync(BUILT).mtimeMs;
  return listSources().some((path) => statSync(path).mtimeMs > builtAt);
}

/** Builds for production; what the build says goes to `log`. */
export async function build(log: string, onStarted: (group: Group) => void): Promise<void> {
  const hash = hashSources();
  const output = openSync(log, "w");
  const { group } = startGroup(["node_modules/next/dist/bin/next", "build"], {
    stdio: ["ignore", output, output],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  closeSync(output);
  onStarted(group);
  if ((await group.ended) !== "code 0") throw new LaunchRefusal("buildFailed", { log });
  writeFileSync(MARK, hash);
}

function hashSources(): string {
  const hash = createHash("sha256");
  for (const path of listSources()) hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

function listSources(): string[] {
  return SOURCES.filter((path) => existsSync(path)).flatMap(listFiles);
}

function listFiles(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
}
