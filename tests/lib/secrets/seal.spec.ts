import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { openSecret, sealSecret } from "@/lib/secrets/seal";

const key = () => randomBytes(32).toString("base64");
const PLACE = "7|integrations|12|password";

beforeEach(() => {
  env.ENCRYPTION_KEYS = `k1:${key()}`;
});

describe("a sealed secret", () => {
  test("opens at its own place, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (plain, place) => {
        expect(openSecret(sealSecret(plain, place), place)).toBe(plain);
      }),
    );
  });

  test("says nothing of the text and is never the same twice", () => {
    const sealed = sealSecret("canary-7f3a", PLACE);
    expect(sealed).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
    expect(sealed).not.toContain("canary");
    expect(sealSecret("canary-7f3a", PLACE)).not.toBe(sealed);
  });

  test("does not open in another row, column or company", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (here, there) => {
        fc.pre(here !== there);
        expect(() => openSecret(sealSecret("s", here), there)).toThrow("secrets.broken");
      }),
    );
  });

  test("does not open when any part of it was changed, shortened or given another version", () => {
    const [version, keyId, iv, tag = "", data] = sealSecret("0123456789", PLACE).split(".");
    const other = (part = "") => (part.startsWith("A") ? "B" : "A") + part.slice(1);
    const forged = [
      [version, keyId, other(iv), tag, data],
      [version, keyId, iv, other(tag), data],
      [version, keyId, iv, tag, other(data)],
      [version, keyId, iv, Buffer.from(tag, "base64url").subarray(0, 4).toString("base64url"), data],
      [version, keyId, iv, "", data],
      ["v2", keyId, iv, tag, data],
      [version, keyId, iv, tag, data, "x"],
      ["plain text"],
    ];
    for (const parts of forged) expect(() => openSecret(parts.join("."), PLACE)).toThrow("secrets.broken");
  });

  test("opens after a new key has come first, and names the missing key once the old one is gone", () => {
    const old = env.ENCRYPTION_KEYS;
    const sealed = sealSecret("s", PLACE);
    env.ENCRYPTION_KEYS = `k2:${key()},${old}`;
    expect(openSecret(sealed, PLACE)).toBe("s");
    expect(sealSecret("s", PLACE)).toMatch(/^v1\.k2\./);

    env.ENCRYPTION_KEYS = `k2:${key()}`;
    expect(() => openSecret(sealed, PLACE)).toThrow(
      expect.objectContaining({
        code: "UNAVAILABLE",
        message: "secrets.unknownKey",
        values: { keyId: "k1" },
      }),
    );
  });

  test("is never made with no key or a key of the wrong length", () => {
    env.ENCRYPTION_KEYS = "";
    expect(() => sealSecret("s", PLACE)).toThrow("secrets.noKey");
    env.ENCRYPTION_KEYS = `k1:${randomBytes(16).toString("base64")}`;
    expect(() => sealSecret("s", PLACE)).toThrow("secrets.badKey");
  });

  test("never uses the same random start twice in 20,000 sealings", () => {
    const starts = new Set(Array.from({ length: 20_000 }, () => sealSecret("s", PLACE).split(".")[2]));
    expect(starts.size).toBe(20_000);
  });
});
