import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { localFiles } from "@/lib/files/local-files";
import { s3Files } from "@/lib/files/s3-files";
import { type FileStore, files, guarded } from "@/lib/files/store";
import { startBucket } from "./bucket";

const folder = mkdtempSync(join(tmpdir(), "inbox-store-"));
const bucket = await startBucket();
beforeAll(() => {
  const own = { S3_ENDPOINT: bucket.url, S3_ACCESS_KEY_ID: "key", S3_SECRET_ACCESS_KEY: "secret" };
  Object.assign(env, own);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await bucket.close();
});

const stores: [string, FileStore][] = [
  ["a folder", guarded(localFiles(folder))],
  ["a bucket", guarded(s3Files("letters"))],
];

describe.each(stores)("%s", (_, store) => {
  test("gives back every byte it was given", async () => {
    for (const size of [0, 1, 100_000, 3_000_000]) {
      const content = randomBytes(size);
      const back = await store.getFile(await store.putFile(7, content));
      expect(back?.equals(content)).toBe(true);
    }
  });

  test("names every file anew, by its company and nothing of its content", async () => {
    const keys = await Promise.all([1, 2, 3].map(() => store.putFile(42, Buffer.from("the same"))));
    expect(new Set(keys).size).toBe(3);
    for (const key of keys) expect(key).toMatch(/^42\/[0-9a-f]{2}\/[0-9a-f-]{36}$/);
  });

  test("gives nothing for a file that is gone, and takes a second removal calmly", async () => {
    const key = await store.putFile(7, Buffer.from("x"));
    await store.deleteFile(key);
    await store.deleteFile(key);
    expect(await store.getFile(key)).toBeUndefined();
    expect(await store.getFile(`7/aa/${randomUUID()}`)).toBeUndefined();
  });

  test.each([
    "../../etc/passwd",
    "/etc/passwd",
    "7/aa/../../secret",
    "7/aa/%2e%2e",
    "secret",
    "",
    "7\\aa\\x",
    `7/aa/${randomUUID()}\0`,
    `7/AA/${randomUUID()}`,
    `-7/aa/${randomUUID()}`,
    `7/aa/${randomUUID()}/../../../secret`,
  ])("reads and removes nothing by the key %j", async (key) => {
    writeFileSync(join(folder, "secret"), "secret");
    expect(await store.getFile(key)).toBeUndefined();
    await store.deleteFile(key);
    expect(existsSync(join(folder, "secret"))).toBe(true);
    expect(bucket.asked.some((path) => path.includes("secret") || path.includes("passwd"))).toBe(false);
  });

  test.each([0, -1, 1.5, Number.NaN])("keeps nothing for company %j", async (companyId) => {
    await expect(store.putFile(companyId, Buffer.from("x"))).rejects.toThrow("belongs to a company");
  });
});

test("what lies in the folder can be read by its own user only, and no half file stays", async () => {
  const store = guarded(localFiles(folder));
  const key = await store.putFile(9, Buffer.from("x"));
  expect(statSync(join(folder, key)).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, "9")).mode & 0o777).toBe(0o700);
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" });
  expect(all.filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("a folder that cannot be written is an error, not a lost file", async () => {
  writeFileSync(join(folder, "file"), "");
  const store = guarded(localFiles(join(folder, "file")));
  await expect(store.putFile(1, Buffer.from("x"))).rejects.toThrow();
});

test("a bucket that is out of order is an error, not an absent file", async () => {
  const store = guarded(s3Files("letters"));
  const key = await store.putFile(7, Buffer.from("x"));
  bucket.isBroken = true;
  await expect(store.getFile(key)).rejects.toThrow();
  bucket.isBroken = false;
  expect((await store.getFile(key))?.toString()).toBe("x");
}, 60_000);

test("the installation's own store is one", () => {
  expect(files()).toBe(files());
});
