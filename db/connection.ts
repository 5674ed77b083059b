import "server-only";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/lib/env";
import * as schema from "./schema";

type Client = ReturnType<typeof connect>;

function connect(url: string, max: number) {
  const sql = postgres(url, {
    max,
    idle_timeout: 30,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: { application_name: "inbox" },
  });
  return { sql, database: drizzle(sql, { schema }) };
}

// `next dev` evaluates modules again on every change; the pools must outlive that.
const kept = globalThis as typeof globalThis & { inboxApp?: Client; inboxOwner?: Client };

/** The pool of the app's own role, which can do nothing before a company is chosen. */
export const app = (): Client => {
  kept.inboxApp ??= connect(env.DATABASE_URL, 12);
  return kept.inboxApp;
};

/** Owns the tables; under forced RLS it sees only what `db/isolation.ts` lists for it. */
export const owner = (): Client => {
  kept.inboxOwner ??= connect(env.DATABASE_OWNER_URL ?? env.DATABASE_URL, 4);
  return kept.inboxOwner;
};

/** Ends both pools; the next query opens them again. */
export async function closeConnections(): Promise<void> {
  const open = [kept.inboxApp, kept.inboxOwner];
  kept.inboxApp = kept.inboxOwner = undefined;
  await Promise.all(open.map((client) => client?.sql.end({ timeout: 5 })));
}
