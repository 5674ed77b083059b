import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";

interface Link {
  at: string;
  to: string;
}

/** npm packages hold no symlinks: an install script makes them, which `npm ci --ignore-scripts` skips. */
function listLinks(native: string): Link[] {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return [];
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  return links.map(({ source, target }) => ({
    at: join(native, relative("native", target)),
    to: relative(dirname(target), source),
  }));
}

export const hasLinks = (native: string): boolean => listLinks(native).every((link) => existsSync(link.at));

/** False when it cannot be written there. Two processes at once: the last one to finish wins, with the same files. */
export function copyBinaries(native: string, copy: string): boolean {
  const draft = `${copy}.${process.pid}`;
  try {
    mkdirSync(draft, { mode: 0o755 });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    for (const { at, to } of listLinks(draft)) if (!existsSync(at)) symlinkSync(to, at);
    openToAll(draft);
    rmSync(copy, { recursive: true, force: true });
    renameSync(draft, copy);
    return true;
  } catch {
    rmSync(draft, { recursive: true, force: true });
    return false;
  }
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
