import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

// A worker does not inherit tsx, and "--import tsx" does nothing in one: it registers itself here, then loads the source.
/** Starts a source file of `lib` as a worker thread that may use this much memory for its objects. */
export function startWorker(file: string, megabytes: number): Worker {
  const path = join(/* turbopackIgnore: true */ process.cwd(), "lib", file);
  const code = `import("tsx/esm/api").then(({ register }) => {
    register();
    return import(${JSON.stringify(pathToFileURL(path).href)});
  });`;
  return new Worker(/* turbopackIgnore: true */ code, {
    eval: true,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
}
