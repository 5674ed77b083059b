import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { checkNode } from "./checks";
import { openConsole } from "./console";

const terminal = openConsole();
process.chdir(fileURLToPath(new URL("../..", import.meta.url)));

const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupted.abort());

try {
  checkNode(process.versions.node);
  // The first one to set a variable wins, and the terminal comes before all.
  for (const file of [".env.local", ".env"]) if (existsSync(file)) process.loadEnvFile(file);
  // Not before the .env files are read: lib/env reads the environment as it is imported.
  const { launch } = await import("./launch");
  process.exitCode = await launch(process.argv[2], terminal, interrupted.signal);
} catch (error) {
  const { explain } = await import("./explain");
  explain(error, terminal);
  process.exitCode = 1;
}
process.exit();
