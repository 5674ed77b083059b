import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOMS = ["app", "components", "lib", "db", "inngest"];

/** Every source file of the product with its text, by its path from the root. */
export function listSources(): { path: string; text: string }[] {
  return ROOMS.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(room, file)),
  )
    .toSorted()
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

/** What a source file exports, loaded. */
export const load = (path: string): Promise<Record<string, unknown>> =>
  import(/* @vite-ignore */ resolve(path));
