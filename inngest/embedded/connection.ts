import postgres from "postgres";
import { env } from "@/lib/env";

/** A connection or a transaction. */
export type Sql = postgres.ISql;

// `next dev` evaluates modules again on every change; the pools must outlive that.
const kept = globalThis as typeof globalThis & { inboxJobs?: Map<string, postgres.Sql> };

/** The owner's pool for the executor's schema; one per database and process, opened by the first query. */
export function jobsDatabase(url = env.DATABASE_OWNER_URL ?? env.DATABASE_URL): postgres.Sql {
  kept.inboxJobs ??= new Map();
  const open = kept.inboxJobs.get(url) ?? connect(url);
  kept.inboxJobs.set(url, open);
  return open;
}

function connect(url: string): postgres.Sql {
  return postgres(url, {
    max: 8,
    idle_timeout: 30,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: { application_name: "inbox-jobs" },
  });
}

/** JSON as a query parameter: cast it with `::text::json`, so that the driver does not encode it a second time. */
export const asJson = (value: unknown): string => JSON.stringify(value ?? null);
