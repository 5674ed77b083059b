import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { log } from "./log";

/** A session lock on a connection of its own: held as long as this process lives and reaches the database. */
export interface Lock {
  client: Client;
  key: string;
  lost: Promise<void>;
  isLost(): boolean;
}

export async function takeLock(url: string): Promise<Lock> {
  const client = new Client({ connectionString: url, application_name: "inbox-jobs-lock", keepAlive: true });
  let gone = false;
  const lost = new Promise<void>((resolve) => {
    const lose = () => {
      gone = true;
      resolve();
    };
    client.once("end", lose);
    client.on("error", (error) => {
      log.warn({ err: error }, "The connection that holds this process's lock failed");
      lose();
    });
  });
  await client.connect();
  const key = BigInt(`0x${randomBytes(7).toString("hex")}`).toString();
  await client.query("select pg_advisory_lock($1)", [key]);
  return { client, key, lost, isLost: () => gone };
}
