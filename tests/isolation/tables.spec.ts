import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../support/database";
import { admin, type ForeignKey, fingerprint, listTables, type Table, WITHOUT_COMPANY } from "./catalog";
import { type FilledCompany, fillCompany } from "./fill-company";

const app = postgres(testDatabase().appUrl, { max: 2, onnotice: () => undefined });
afterAll(() => app.end({ timeout: 5 }));

const tables = await listTables();
const tenants = tables.filter((table) => table.ofCompany);

let ours: FilledCompany;
let theirs: FilledCompany;
let before: Record<string, string>;
beforeAll(async () => {
  ours = await fillCompany({ mark: "amaryllis", id: 1717 });
  theirs = await fillCompany({ mark: "bougainvillea", id: 4242 });
  before = await fingerprint(theirs.companyId);
});
afterAll(async () => expect(await fingerprint(theirs.companyId)).toEqual(before));

const REFUSED = "42501";
const NO_SUCH_ROW = "23503";

describe("the catalog", () => {
  test("knows no table without a company but those that have a reason", () => {
    const others = tables.filter((table) => !table.ofCompany).map(({ name }) => name);
    expect(others.toSorted()).toEqual(Object.keys(WITHOUT_COMPANY).toSorted());
  });

  test.each(tenants)("$name is closed by row-level security, also to its owner", async ({ name }) => {
    const [table] = await admin`
      select relrowsecurity, relforcerowsecurity from pg_class where oid = ${name}::regclass`;
    expect(table).toEqual({ relrowsecurity: true, relforcerowsecurity: true });
    // Several policies add up to what any one of them allows.
    const [policy, ...more] = await admin`
      select policyname, cmd, roles, qual, with_check from pg_policies
      where tablename = ${name} and (roles && array['inbox_app', 'public']::name[])`;
    expect(more).toEqual([]);
    expect(policy).toMatchObject({ policyname: "tenant", cmd: "ALL", roles: ["inbox_app"] });
    expect(policy?.qual).toContain("company_id = ( SELECT current_company()");
    expect(policy?.with_check).toBe(policy?.qual);
  });

  test.each(tenants)("every index of $name begins with the company", async ({ name }) => {
    const indexes = await admin`
      select i.indexrelid::regclass::text as index, a.attname as first from pg_index i
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where i.indrelid = ${name}::regclass`;
    expect(indexes.filter(({ first }) => first !== "company_id")).toEqual([]);
  });

  test("lets the app's roles neither own a table nor go around the policies", async () => {
    const roles = await admin`
      select rolname, rolsuper, rolbypassrls, (select count(*)::int from pg_class where relowner = r.oid) as owned
      from pg_roles r where rolname in ('inbox_app', 'inbox_login') order by rolname`;
    const harmless = { rolsuper: false, rolbypassrls: false, owned: 0 };
    expect(roles).toEqual([
      { rolname: "inbox_app", ...harmless },
      { rolname: "inbox_login", ...harmless },
    ]);
  });

  test("has only functions with an owner's rights that are known", async () => {
    const functions = await admin`
      select oid::regproc::text as name, proconfig from pg_proc where prosecdef
        and has_function_privilege('inbox_app', oid, 'execute') order by 1`;
    expect(functions.map(({ name }) => name)).toEqual(["jobs.send", "search_messages", "search_passages"]);
    for (const { proconfig } of functions) expect(proconfig.join()).toContain("search_path=pg_catalog");
  });

  test("opens nothing outside the company's tables to the app's role", async () => {
    const open = await admin`
      select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
        and has_schema_privilege('inbox_app', n.oid, 'usage')
        and has_table_privilege('inbox_app', c.oid, 'select') and n.nspname <> 'public'`;
    expect(open).toEqual([]);
  });
});

describe.each(tenants)("of $name, a company", (table) => {
  const { name } = table;

  test("sees its own rows and no others", async () => {
    const seen = await as(ours, (sql) => sql`select company_id, count(*)::int from ${sql(name)} group by 1`);
    expect(seen.map((row) => row.company_id)).toEqual([ours.companyId]);
    const [all] = await admin`
      select count(*)::int from ${admin(name)} where company_id = ${theirs.companyId}`;
    expect(all?.count, `tests/isolation/fill-company.ts puts nothing into ${name}`).toBeGreaterThan(0);
  });

  test("changes no row of another", async () => {
    const change = `update ${name} set company_id = company_id where company_id = ${theirs.companyId}`;
    expect([0, REFUSED]).toContain(await changed(change));
  });

  test("removes no row of another", async () => {
    expect([0, REFUSED]).toContain(
      await changed(`delete from ${name} where company_id = ${theirs.companyId}`),
    );
  });

  test("gives no row to another", async () => {
    expect(await changed(`update ${name} set company_id = ${theirs.companyId}`)).toBe(REFUSED);
    expect(await inserted(table, { ...(await rowOf(ours)), company_id: theirs.companyId })).toBe(REFUSED);
  });

  test("names in no key a row of another", async () => {
    for (const key of table.foreignKeys.filter(({ target }) => isOfCompany(target))) {
      expect(key.columns, `${key.name} does not hold the company`).toContain("company_id");
      expect(await named(key), key.name).toBe(NO_SUCH_ROW);
    }
  });

  const rowOf = async ({ companyId }: FilledCompany): Promise<Record<string, unknown>> => {
    const [row] = await admin`
      select to_jsonb(t) as row from ${admin(name)} t where company_id = ${companyId} limit 1`;
    return row?.row ?? {};
  };

  /** What happens when the key of one of our rows is set to a row of theirs; by a new row where none may be changed. */
  async function named({ columns }: ForeignKey): Promise<unknown> {
    const references = columns.filter((column) => column !== "company_id");
    const set = references.map((column) => `${column} = ${theirs.id}`).join(", ");
    const outcome = await changed(`update ${name} set ${set} where ctid = (select min(ctid) from ${name})`);
    if (outcome !== REFUSED) return outcome;
    const pointing = Object.fromEntries(references.map((column) => [column, theirs.id]));
    return inserted(table, { ...(await rowOf(ours)), ...pointing });
  }
});

test("without a company nothing is seen, by the app's role or by its login", async () => {
  for (const { name } of tenants) {
    const asApp = await as(undefined, (sql) => sql`select from ${sql(name)}`);
    expect(asApp, name).toHaveLength(0);
    const asLogin = await app`select from ${app(name)}`.catch(codeOf);
    expect(asLogin === REFUSED || (Array.isArray(asLogin) && asLogin.length === 0), name).toBe(true);
  }
});

test("a company sees of the tables without a company only what is its own", async () => {
  expect(await as(ours, (sql) => sql`select id from companies`)).toEqual([{ id: ours.companyId }]);
  expect(await as(ours, (sql) => sql`select name from people`)).toEqual([{ name: "Nadia Ferrand" }]);
  expect(await changed("select from attempts")).toBe(REFUSED);
  expect(await changed(`update companies set name = 'x' where id = ${theirs.companyId}`)).toBe(0);
  for (const table of ["companies", "people", "attempts"]) {
    expect(await changed(`delete from ${table}`)).toBe(REFUSED);
  }
  expect(await changed("update people set email = 'x'")).toBe(REFUSED);
});

test("nobody is made an employee of a company from inside it, so no person of another can be looked up", async () => {
  const hire = `insert into employees (company_id, person_id, name, role) values (${ours.companyId}, ${theirs.id}, 'x', 'owner')`;
  expect(await changed(hire)).toBe(REFUSED);
  expect(await changed(`update employees set person_id = ${theirs.id}`)).toBe(REFUSED);
});

test("search finds nothing of another company, however much is asked for", async () => {
  const search = (of: FilledCompany | undefined, word: string) =>
    as(of, (sql) => sql`select * from search_messages(${word}::tsquery, ${word}::tsquery, 1000000)`);
  expect((await search(theirs, theirs.mark)).length).toBeGreaterThan(0);
  expect(await search(ours, theirs.mark)).toEqual([]);
  expect(await search(undefined, theirs.mark)).toEqual([]);
  const everything = await as(
    ours,
    (sql) =>
      sql`select * from search_messages(${"zzz:* | a:* | b:* | t:*"}::tsquery, ${"!zzz"}::tsquery, 1000000)`,
  );
  for (const row of everything) expect(Number(row.conversation_id)).toBe(ours.id);
});

test("the search in articles finds nothing of another company either", async () => {
  const search = (of: FilledCompany | undefined, word: string) =>
    as(of, (sql) => sql`select * from search_passages(array[${word}::tsquery], 1000000)`);
  expect((await search(theirs, theirs.mark)).length).toBeGreaterThan(0);
  expect(await search(ours, theirs.mark)).toEqual([]);
  expect(await search(undefined, theirs.mark)).toEqual([]);
  for (const row of await search(ours, "a:* | b:* | p:*")) expect(Number(row.passage_id)).toBe(ours.id);
});

const isOfCompany = (name: string) => tenants.some((table) => table.name === name);

type Run<Result> = (sql: postgres.TransactionSql) => Promise<Result>;

/** As the app works: in a transaction, as its role, in one company or in none. What is done is undone. */
async function as<Result>(company: FilledCompany | undefined, run: Run<Result>): Promise<Result> {
  const done: { result?: Result } = {};
  await app
    .begin(async (sql) => {
      await sql`select set_config('role', 'inbox_app', true)`;
      await sql`select set_config('app.company_id', ${String(company?.companyId ?? "")}, true)`;
      done.result = await run(sql);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return done.result as Result;
}

class Undo extends Error {}

/** How many rows a statement touches as our company, or the code of its refusal. */
const changed = (statement: string): Promise<number | string> =>
  as(ours, async (sql) => (await sql.unsafe(statement)).count).catch(codeOf);

const inserted = (
  { name, columns, identity }: Table,
  row: Record<string, unknown>,
): Promise<number | string> =>
  as(ours, async (sql) => {
    const made = { ...row, ...Object.fromEntries(identity.map((column) => [column, 99_000_000])) };
    const list = columns.map((column) => `"${column}"`).join(", ");
    const statement = `insert into ${name} (${list}) select ${list} from jsonb_populate_record(null::${name}, $1::text::jsonb)`;
    return (await sql.unsafe(statement, [JSON.stringify(made)])).count;
  }).catch(codeOf);

function codeOf(error: unknown): string {
  if (error instanceof postgres.PostgresError) return error.code;
  throw error;
}
