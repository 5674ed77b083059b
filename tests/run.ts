import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const OUTPUT = resolve("tests/.output");
mkdirSync(OUTPUT, { recursive: true });

const unit = await run("vitest/vitest.mjs", ["run", "--config", "tests/vitest.config.ts"], {
  summary: `${OUTPUT}/unit.json`,
  flags: (path) => ["--reporter=default", "--reporter=json", `--outputFile.json=${path}`],
  read: readVitest,
});
const browser = await run("@playwright/test/cli.js", ["test", "--config", "tests/playwright.config.ts"], {
  summary: `${OUTPUT}/e2e.json`,
  flags: () => [],
  read: readPlaywright,
});
tell([unit, browser]);

interface Suite {
  summary: string;
  flags: (summary: string) => string[];
  read: (summary: unknown) => Counts;
}

/** Runs one program of tests; its output streams through. One that ends without saying why counts as a failure. */
async function run(program: string, args: string[], { summary, flags, read }: Suite): Promise<Counts> {
  rmSync(summary, { force: true });
  const child = spawn(process.execPath, [`node_modules/${program}`, ...args, ...flags(summary)], {
    stdio: "inherit",
    env: { ...process.env, TEST_SUMMARY: summary },
  });
  const code = await new Promise<number>((resolve) => {
    child.once("exit", (exitCode) => resolve(exitCode ?? 1));
    child.once("error", () => resolve(1));
  });
  const counts = readCounts(summary, read);
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function readCounts(summary: string, read: Suite["read"]): Counts {
  try {
    return read(JSON.parse(readFileSync(summary, "utf8")));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

interface VitestSummary {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

function readVitest(summary: unknown): Counts {
  const said = summary as VitestSummary;
  const unread = said.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return {
    passed: said.numPassedTests,
    failed: said.numFailedTests + unread.length,
    skipped: said.numPendingTests + said.numTodoTests,
  };
}

interface PlaywrightSummary {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

function readPlaywright(summary: unknown): Counts {
  const { stats, errors } = summary as PlaywrightSummary;
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

function tell(all: Counts[]): void {
  const sum = (part: keyof Counts) => all.reduce((total, counts) => total + counts[part], 0);
  const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
  process.exitCode = sum("failed") > 0 ? 1 : 0;
  process.stdout.write(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped}\n`);
}
