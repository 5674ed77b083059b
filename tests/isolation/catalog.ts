import postgres from "postgres";
import { afterAll } from "vitest";
import { testDatabase } from "../support/database";

/** The database as a superuser sees it: what is there, whoever may see it. */
export const admin = postgres(testDatabase().adminUrl, { max: 2, onnotice: () => undefined });
afterAll(() => admin.end({ timeout: 5 }));

/** Tables that belong to no company, and why that is right. */
export const WITHOUT_COMPANY: Record<string, string> = {
  companies: "a company is its own row; the policy shows it to itself alone",
  people: "somebody may work in several companies; the policy shows those who work in this one",
  attempts: "counted before anybody knows the company; keys are hashes, and the app's role may not touch it",
};

export interface ForeignKey {
  name: string;
  columns: string[];
  target: string;
}

export interface Table {
  name: string;
  ofCompany: boolean;
  /** Without those that PostgreSQL computes. */
  columns: string[];
  identity: string[];
  foreignKeys: ForeignKey[];
}

/** Every table of the product, read from the catalog: a new one joins by itself. */
export async function listTables(): Promise<Table[]> {
  const rows = await admin`
    select c.relname as name,
      (select json_agg(a.attname order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select coalesce(json_agg(a.attname), '[]') from pg_attribute a
        where a.attrelid = c.oid and a.attidentity <> '') as identity,
      (select coalesce(json_agg(json_build_object('name', k.conname, 'target', k.confrelid::regclass::text,
          'columns', (select json_agg(a.attname order by u.at) from unnest(k.conkey) with ordinality u(attnum, at)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum))), '[]')
        from pg_constraint k where k.conrelid = c.oid and k.contype = 'f') as foreign_keys
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`;
  return rows.map((row) => ({
    name: row.name,
    ofCompany: row.columns.includes("company_id"),
    columns: row.columns,
    identity: row.identity,
    foreignKeys: row.foreign_keys,
  }));
}

/** A fingerprint of everything a company has, table by table, what its jobs were told included. */
export async function fingerprint(companyId: number): Promise<Record<string, string>> {
  const tables = (await listTables()).filter((table) => table.ofCompany);
  const hashed = "md5(coalesce(string_agg(t::text, '|' order by t::text), ''))";
  const parts = [
    ...tables.map(
      ({ name }) => `select '${name}' as name, ${hashed} as hash from ${name} t where company_id = $1`,
    ),
    `select 'companies', ${hashed} from companies t where id = $1`,
    `select 'people', ${hashed} from people t where id in (select person_id from employees where company_id = $1)`,
    `select 'events', ${hashed} from jobs.events t where body->'data'->>'companyId' = $1::text`,
    `select 'runs', ${hashed} from jobs.runs t
      where event_id in (select id from jobs.events where body->'data'->>'companyId' = $1::text)`,
  ];
  const rows = await admin.unsafe(parts.join(" union all "), [companyId]);
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}

/** Every table's next row gets this id, so that one number names a row of each. */
export async function restartIds(at: number): Promise<void> {
  const sequences = await admin`
    select oid::regclass::text as name from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`;
  for (const { name } of sequences) await admin.unsafe(`alter sequence ${name} restart with ${at}`);
}
