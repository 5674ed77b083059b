import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Shelf } from "./store";

/** A folder of this machine, readable by its own user only. A file is there whole or not at all. */
export function localFiles(folder: string): Shelf {
  // The folder is chosen at run time; a bundler must not go looking for it.
  const place = (key: string) => join(/* turbopackIgnore: true */ folder, key);
  return {
    put: async (key, content) => {
      const path = place(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeWhole(path, content);
    },
    get: (key) => readFile(place(key)).catch(undefinedWhenMissing),
    remove: (key) => rm(place(key), { force: true }),
  };
}

async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, "wx", 0o600);
  try {
    await file.writeFile(content);
    // The row that names this file is committed to disk right after it.
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}

function undefinedWhenMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
