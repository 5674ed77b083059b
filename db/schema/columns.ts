import { sql } from "drizzle-orm";
import { bigint, check, customType, integer, timestamp } from "drizzle-orm/pg-core";

export const companyId = () => integer("company_id").notNull();

/** Ours, never the outside world's. */
export const id = () => bigint("id", { mode: "number" }).generatedByDefaultAsIdentity();

export const reference = (name: string) => bigint(name, { mode: "number" });

export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 6, mode: "date" });

export const now = (name: string) => moment(name).notNull().defaultNow();

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** A state is text with a check: the `=` of an enum type is not leakproof, so under RLS it cannot use an index. */
export const oneOf = (table: string, column: string, values: readonly string[]) =>
  check(
    `${table}_${column}_check`,
    sql`${sql.identifier(column)} in (${sql.raw(values.map((value) => `'${value}'`).join(", "))})`,
  );
