import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PostgresRefusal } from "./refusal";

export interface Secrets {
  adminPassword: string;
  ownerPassword: string;
  appPassword: string;
  nextAuthSecret: string;
  /** `k1:<base64 of 32 bytes>` */
  encryptionKeys: string;
}

/**
 * The installation's own secrets, made on the first call and kept in `secrets.json` with mode 0600.
 * Refuses when they are gone while a database exists, because what is encrypted in it would be lost.
 */
export function keepSecrets(dataDir: string): Secrets {
  const path = join(dataDir, "secrets.json");
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8"));
  if (existsSync(join(dataDir, "postgres", "cluster", "PG_VERSION"))) {
    throw new PostgresRefusal("secrets-lost", path);
  }
  const secrets: Secrets = {
    adminPassword: randomBytes(24).toString("base64url"),
    ownerPassword: randomBytes(24).toString("base64url"),
    appPassword: randomBytes(24).toString("base64url"),
    nextAuthSecret: randomBytes(32).toString("base64"),
    encryptionKeys: `k1:${randomBytes(32).toString("base64")}`,
  };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return secrets;
}
