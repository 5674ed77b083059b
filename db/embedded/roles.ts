import postgres from "postgres";
import type { Secrets } from "./secrets";

const EXTENSIONS = ["pg_trgm", "unaccent", "btree_gin"];

/**
 * The database's roles, safe to make again: `inbox_owner` owns it and makes roles, `inbox_login` is the app's and
 * owns nothing, `inbox_app` is what both work as inside a company. `adminUrl` is a superuser's.
 */
export async function makeRoles(adminUrl: string, passwords: Pick<Secrets, "ownerPassword" | "appPassword">) {
  await asAdmin(adminUrl, async (sql) => {
    await makeRole(sql, "inbox_app", "nologin");
    await makeRole(sql, "inbox_owner", `login createrole password '${passwords.ownerPassword}'`);
    await makeRole(sql, "inbox_login", `login password '${passwords.appPassword}'`);
    await sql`grant inbox_app to inbox_owner with admin option`;
    await sql`grant inbox_app to inbox_login`;
  });
}

async function makeRole(sql: postgres.Sql, name: string, options: string): Promise<void> {
  const [existing] = await sql`select from pg_roles where rolname = ${name}`;
  await sql.unsafe(`${existing ? "alter" : "create"} role ${name} ${options}`);
}

/** Makes the database `name` with its extensions, owned by `inbox_owner`, unless it is there. */
export async function makeDatabase(adminUrl: string, name: string): Promise<void> {
  await asAdmin(adminUrl, async (sql) => {
    const [existing] = await sql`select from pg_database where datname = ${name}`;
    if (!existing) await sql`create database ${sql(name)} owner inbox_owner`;
  });
  await asAdmin(withDatabase(adminUrl, name), async (sql) => {
    for (const extension of EXTENSIONS) await sql`create extension if not exists ${sql(extension)}`;
  });
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

export function withLogin(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.href;
}

async function asAdmin(url: string, run: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await run(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
