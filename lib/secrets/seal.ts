import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

const ALGORITHM = "aes-256-gcm";
const TAG_BYTES = 16;
const IV_BYTES = 12;

/**
 * Encrypts with the first key of ENCRYPTION_KEYS. `boundTo` names the place it is stored in ("company|table|row|column"):
 * the same text sealed for another place does not open. Gives `v1.<keyId>.<iv>.<tag>.<data>`, base64url.
 */
export function sealSecret(plain: string, boundTo: string): string {
  const [first] = keyRing();
  if (!first) throw new AppError("UNAVAILABLE", "secrets.noKey");

  const [keyId, key] = first;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(
    Buffer.from(boundTo),
  );
  const data = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return ["v1", keyId, ...[iv, cipher.getAuthTag(), data].map((part) => part.toString("base64url"))].join(
    ".",
  );
}

/**
 * The text sealed for this very place. Throws AppError "secrets.unknownKey" when its key has left the ring (the mailbox then
 * waits for its key, it does not retry) and "secrets.broken" when it was changed, shortened or moved from elsewhere.
 */
export function openSecret(sealed: string, boundTo: string): string {
  const [version, keyId = "", iv = "", tag = "", data = "", ...rest] = sealed.split(".");
  if (version !== "v1" || rest.length > 0) throw new AppError("INVALID", "secrets.broken");

  const key = keyRing().get(keyId);
  if (!key) throw new AppError("UNAVAILABLE", "secrets.unknownKey", { keyId });
  try {
    // Node accepts a tag of 4 bytes unless the length is fixed here.
    const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(iv, "base64url"), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(boundTo)).setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([decipher.update(Buffer.from(data, "base64url")), decipher.final()]).toString(
      "utf8",
    );
  } catch {
    throw new AppError("INVALID", "secrets.broken");
  }
}

function keyRing(): Map<string, Buffer> {
  const ring = new Map<string, Buffer>();
  for (const entry of env.ENCRYPTION_KEYS.split(",").filter((part) => part.trim() !== "")) {
    const [keyId = "", encoded = ""] = entry.trim().split(/:(.*)/s);
    const key = Buffer.from(encoded, "base64");
    if (!/^[\w-]+$/.test(keyId) || key.length !== 32)
      throw new AppError("UNAVAILABLE", "secrets.badKey", { keyId });
    ring.set(keyId, key);
  }
  return ring;
}
