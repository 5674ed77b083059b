import { promisify } from "node:util";
import { gunzip, gunzipSync, gzip, gzipSync } from "node:zlib";
import { files } from "@/lib/files/store";

const packed = promisify(gzip);
const unpacked = promisify(gunzip);

const LARGE = 1024 * 1024;
// Most mails are packed sooner than a thread would be asked to; the others must not hold this one up.
const AT_ONCE = 64 * 1024;
// Small tables: most mails are small, and zlib's usual quarter of a megabyte for each would keep the garbage collector busy.
const QUICKLY = { level: 1, windowBits: 13, memLevel: 6 };

export interface StoredRaw {
  raw: Buffer | null;
  rawKey: string | null;
}

/** Gzips a mail for its row; a large one goes to the file store and the row keeps its key. */
export async function packRawEmail(companyId: number, raw: Buffer): Promise<StoredRaw> {
  const small = raw.length <= AT_ONCE ? gzipSync(raw, QUICKLY) : await packed(raw, QUICKLY);
  if (small.length < LARGE) return { raw: small, rawKey: null };
  return { raw: null, rawKey: await files().putFile(companyId, small) };
}

/** The bytes as the server gave them; undefined when their file is gone, or they cannot be unpacked. */
export async function unpackRawEmail(stored: StoredRaw): Promise<Buffer | undefined> {
  const bytes = stored.raw ?? (stored.rawKey ? await files().getFile(stored.rawKey) : undefined);
  return bytes && (await unpack(bytes).catch(() => undefined));
}

async function unpack(bytes: Buffer): Promise<Buffer> {
  return bytes.length <= AT_ONCE ? gunzipSync(bytes) : unpacked(bytes);
}
