import type { ExtractTablesWithRelations } from "drizzle-orm";
import { sql } from "drizzle-orm";
import type { PgTransaction } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import { app } from "./connection";
import type * as schema from "./schema";

type Transaction = PgTransaction<
  PostgresJsQueryResultHKT,
  typeof schema,
  ExtractTablesWithRelations<typeof schema>
>;

/**
 * A transaction in one company's data. `changed` collects the conversations that open screens should read again,
 * `afterCommit` what must not happen when the transaction fails.
 */
export type Db = Transaction & {
  readonly companyId: number;
  readonly changed: Set<number>;
  readonly afterCommit: (() => Promise<unknown>)[];
};

export const LIVE_CHANNEL = "inbox_live";
const NAMED_AT_MOST = 50;

/**
 * Runs in one transaction that sees and writes this company's rows only (row-level security, as role inbox_app).
 * What `run` throws rolls everything back. Open screens are told once, on commit.
 */
export async function withCompany<Result>(
  companyId: number,
  run: (db: Db) => Promise<Result>,
): Promise<Result> {
  const afterCommit: Db["afterCommit"] = [];
  const result = await app().database.transaction(async (transaction) => {
    const db = Object.assign(transaction, { companyId, changed: new Set<number>(), afterCommit });
    // Not awaited by itself: it travels in the same round trip as the first query, which waits behind it.
    // A drizzle query leaves when `then` is called, so it is called here, before `run` can send anything.
    const scope = transaction
      .execute(
        sql`select set_config('role', 'inbox_app', true), set_config('app.company_id', ${String(companyId)}, true)`,
      )
      .then(() => undefined);
    const [result] = await Promise.all([run(db), scope]);
    if (db.changed.size > 0) await announce(db);
    return result;
  });
  for (const follow of afterCommit) await follow();
  return result;
}

async function announce(db: Db): Promise<void> {
  const named = db.changed.size <= NAMED_AT_MOST ? [...db.changed] : [];
  const notice = JSON.stringify({ companyId: db.companyId, conversationIds: named });
  await db.execute(sql`select pg_notify(${LIVE_CHANNEL}, ${notice})`);
}
