import { readFileSync, statSync } from "node:fs";
import { PostgresRefusal } from "./refusal";

export interface Account {
  uid: number;
  gid: number;
}

const PREFERRED = ["postgres", "nobody", "daemon"];

/**
 * PostgreSQL refuses to run as root: answers the account it runs as instead, undefined when we are not root.
 * A cluster that exists decides by its owner; a new one goes to `postgres`, else `nobody`, else `daemon`.
 */
export function findServerAccount(clusterDir: string): Account | undefined {
  const self = process.getuid?.();
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  if (self !== 0) {
    if (owner && self !== undefined && owner.uid !== self) {
      throw new PostgresRefusal("other-account", clusterDir);
    }
    return undefined;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const known = listAccounts();
  for (const name of PREFERRED) {
    const account = known.get(name);
    if (account) return account;
  }
  throw new PostgresRefusal("no-account", PREFERRED.join(", "));
}

function listAccounts(): Map<string, Account> {
  const accounts = new Map<string, Account>();
  for (const line of readFileSync("/etc/passwd", "utf8").split("\n")) {
    const [name, , uid, gid] = line.split(":");
    if (name && Number(uid) > 0) accounts.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}
