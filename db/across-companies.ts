import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { owner } from "./connection";
import { companies, employees, integrations, people, sessions } from "./schema";

/** The questions asked before the company is known. They answer ids, and what signing in needs. */

export interface IntegrationRef {
  companyId: number;
  integrationId: number;
}

/** Every mailbox that is not paused, of every company. */
export async function listMailboxes(): Promise<IntegrationRef[]> {
  return owner()
    .database.select({ companyId: integrations.companyId, integrationId: integrations.id })
    .from(integrations)
    .where(and(eq(integrations.source, "email"), isNull(integrations.pausedAt)))
    .orderBy(asc(integrations.companyId), asc(integrations.id));
}

export interface WatchedMailbox extends IntegrationRef {
  /** Another one once its servers or what opens it changed; a token that was merely renewed changes nothing. */
  version: string;
  /** When it was last read; null while it fails, or before it ever was. */
  workedAt: Date | null;
}

/** The same, with what tells that a mailbox has to be connected to anew. */
export async function listWatchedMailboxes(): Promise<WatchedMailbox[]> {
  const { companyId, id, source, settings, sealedCredentials, pausedAt, checkedAt, failingSince } =
    integrations;
  const opener = sql`case when ${settings} ? 'oauth' then '' else coalesce(${sealedCredentials}, '') end`;
  return owner()
    .database.select({
      companyId,
      integrationId: id,
      version: sql<string>`md5((${settings} #- '{oauth,consentUntil}')::text || ${opener})`,
      workedAt: sql<Date | null>`case when ${failingSince} is null then ${checkedAt} end`.mapWith(checkedAt),
    })
    .from(integrations)
    .where(and(eq(source, "email"), isNull(pausedAt)))
    .orderBy(asc(companyId), asc(id));
}

/** Who has connected this number; several may, and only the secret of its account tells them apart. Paused ones too. */
export async function listIntegrationsOfNumber(
  source: "sms" | "whatsapp",
  address: string,
): Promise<IntegrationRef[]> {
  return owner()
    .database.select({ companyId: integrations.companyId, integrationId: integrations.id })
    .from(integrations)
    .where(and(eq(integrations.source, source), eq(integrations.address, address)))
    .orderBy(asc(integrations.id));
}

/** Whose custom webhook this is; undefined when there is none of this id. */
export async function findCustomWebhook(integrationId: number): Promise<IntegrationRef | undefined> {
  const [found] = await owner()
    .database.select({ companyId: integrations.companyId, integrationId: integrations.id })
    .from(integrations)
    .where(and(eq(integrations.source, "webhook"), eq(integrations.id, integrationId)));
  return found;
}

export async function listCompanyIds(): Promise<number[]> {
  const rows = await owner().database.select({ id: companies.id }).from(companies).orderBy(asc(companies.id));
  return rows.map((row) => row.id);
}

/** Undefined when the installation is new: the first visit then makes the company and its owner. */
export async function findFirstCompanyId(): Promise<number | undefined> {
  const [row] = await owner().database.select({ id: companies.id }).from(companies).limit(1);
  return row?.id;
}

export interface SignIn {
  personId: number;
  passwordHash: string | null;
  employments: { companyId: number; employeeId: number }[];
}

export async function findSignIn(email: string): Promise<SignIn | undefined> {
  const rows = await owner()
    .database.select({
      personId: people.id,
      passwordHash: people.passwordHash,
      companyId: employees.companyId,
      employeeId: employees.id,
    })
    .from(people)
    .innerJoin(employees, and(eq(employees.personId, people.id), isNull(employees.leftAt)))
    .where(eq(people.email, email))
    .orderBy(asc(employees.joinedAt));
  const [first] = rows;
  if (!first) return undefined;
  return { personId: first.personId, passwordHash: first.passwordHash, employments: rows };
}

interface NewCompany {
  name: string;
  locale: string;
  owner: { name: string; email: string; passwordHash: string };
}

/** Makes a company and the person who owns it, in one transaction. Throws when the e-mail address is taken. */
export async function createCompany(made: NewCompany): Promise<{ companyId: number; employeeId: number }> {
  return owner().database.transaction((tx) => insertCompany(tx, made));
}

const FIRST_COMPANY = 727_003;

/** The same on a new installation only; undefined when there is a company already, also one made at the same moment. */
export async function createFirstCompany(made: NewCompany): Promise<{ companyId: number } | undefined> {
  return owner().database.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${FIRST_COMPANY})`);
    const [known] = await tx.select({ id: companies.id }).from(companies).limit(1);
    return known ? undefined : insertCompany(tx, made);
  });
}

async function insertCompany(tx: OwnerTransaction, made: NewCompany) {
  const [company] = await tx
    .insert(companies)
    .values({ name: made.name, locale: made.locale })
    .returning({ id: companies.id });
  if (!company) throw new Error("The company row did not come back");
  const employeeId = await createEmployee(tx, company.id, { ...made.owner, role: "owner" });
  return { companyId: company.id, employeeId };
}

type OwnerTransaction = Parameters<Parameters<ReturnType<typeof owner>["database"]["transaction"]>[0]>[0];

interface NewEmployee {
  name: string;
  email: string;
  passwordHash: string;
  role: "owner" | "admin" | "employee";
}

async function createEmployee(tx: OwnerTransaction, companyId: number, made: NewEmployee): Promise<number> {
  const [person] = await tx
    .insert(people)
    .values({ email: made.email, name: made.name, passwordHash: made.passwordHash })
    .returning({ id: people.id });
  if (!person) throw new Error("The person row did not come back");
  const [employee] = await tx
    .insert(employees)
    .values({ companyId, personId: person.id, name: made.name, role: made.role })
    .returning({ id: employees.id });
  if (!employee) throw new Error("The employee row did not come back");
  return employee.id;
}

/** Adds a person who signs in to a company that exists. Throws when the e-mail address is taken. */
export async function addEmployee(companyId: number, made: NewEmployee): Promise<number> {
  return owner().database.transaction((tx) => createEmployee(tx, companyId, made));
}

/** Sessions past their end, of every company; the sweep calls it. Returns how many went. */
export async function deleteEndedSessions(): Promise<number> {
  const gone = await owner()
    .database.delete(sessions)
    .where(sql`${sessions.expiresAt} < now() - interval '30 days'`)
    .returning({ id: sessions.id });
  return gone.length;
}

/** Runs one statement of the limits on attempts, which know no company, on their own table. */
export async function queryAttempts(query: { text: string; values: (string | number | null)[] }) {
  const rows = await owner().sql.unsafe(query.text, query.values);
  return { rows: [...rows], rowCount: rows.count };
}
