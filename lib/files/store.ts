import { randomUUID } from "node:crypto";
import { env } from "@/lib/env";
import { localFiles } from "./local-files";
import { s3Files } from "./s3-files";

/** Where files lie. Keys are made here, tell nothing, and are known to nobody before their row is written. */
export interface FileStore {
  /** Keeps the content for good before it answers, under a new key at every call. */
  putFile(companyId: number, content: Uint8Array): Promise<string>;
  /** Undefined when there is no such file. */
  getFile(key: string): Promise<Buffer | undefined>;
  /** A file that is gone already is fine. */
  deleteFile(key: string): Promise<void>;
}

/** A store of bytes by key, before keys are made or checked. */
export interface Shelf {
  put(key: string, content: Uint8Array): Promise<void>;
  get(key: string): Promise<Buffer | undefined>;
  remove(key: string): Promise<void>;
}

let open: FileStore | undefined;

/** The installation's store: an S3-compatible bucket when S3_BUCKET is set, else the folder FILES_DIR. */
export function files(): FileStore {
  open ??= guarded(env.S3_BUCKET ? s3Files(env.S3_BUCKET) : localFiles(env.FILES_DIR));
  return open;
}

/** Makes the keys, and lets no key of another shape reach the shelf: a key is part of a path there. */
export function guarded(shelf: Shelf): FileStore {
  return {
    putFile: async (companyId, content) => {
      const key = makeKey(companyId);
      await shelf.put(key, content);
      return key;
    },
    getFile: async (key) => (isKey(key) ? shelf.get(key) : undefined),
    deleteFile: async (key) => {
      if (isKey(key)) await shelf.remove(key);
    },
  };
}

// The two letters keep folders small: a file system slows down with a million names in one.
function makeKey(companyId: number): string {
  if (!Number.isSafeInteger(companyId) || companyId < 1) throw new Error("A file belongs to a company");
  const id = randomUUID();
  return `${companyId}/${id.slice(0, 2)}/${id}`;
}

const isKey = (key: string): boolean =>
  /^[1-9]\d{0,15}\/[0-9a-f]{2}\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key);
