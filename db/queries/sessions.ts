import { and, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { companies, employees, people, type Role, sessions } from "@/db/schema";

const IDLE_AT_MOST = sql`interval '14 days'`;

const isOpen = (db: Db) =>
  and(
    eq(sessions.companyId, db.companyId),
    isNull(sessions.revokedAt),
    gt(sessions.expiresAt, sql`now()`),
    gt(sessions.seenAt, sql`now() - ${IDLE_AT_MOST}`),
  );

export interface SignedIn {
  employeeId: number;
  name: string;
  email: string;
  role: Role;
  companyName: string;
  timeZone: string;
  isStale: boolean;
}

/** Who is signed in by this session; undefined once it was revoked, has ended or was idle for 14 days, or they left. */
export async function findSignedIn(db: Db, sessionId: string): Promise<SignedIn | undefined> {
  const [row] = await db
    .select({
      employeeId: employees.id,
      name: employees.name,
      email: people.email,
      role: employees.role,
      companyName: companies.name,
      timeZone: companies.timeZone,
      isStale: sql<boolean>`${sessions.seenAt} < now() - interval '1 minute'`,
    })
    .from(sessions)
    .innerJoin(employees, and(eq(employees.companyId, db.companyId), eq(employees.id, sessions.employeeId)))
    .innerJoin(people, eq(people.id, employees.personId))
    .innerJoin(companies, eq(companies.id, db.companyId))
    .where(and(isOpen(db), eq(sessions.id, sessionId), isNull(employees.leftAt)));
  return row;
}

export async function recordSeen(db: Db, sessionId: string): Promise<void> {
  await db
    .update(sessions)
    .set({ seenAt: sql`now()` })
    .where(and(isOpen(db), eq(sessions.id, sessionId)));
}

interface NewSession {
  employeeId: number;
  userAgent: string;
  days: number;
}

export async function openSession(db: Db, made: NewSession): Promise<string> {
  const [session] = await db
    .insert(sessions)
    .values({
      companyId: db.companyId,
      employeeId: made.employeeId,
      userAgent: made.userAgent.slice(0, 300),
      expiresAt: sql`now() + make_interval(days => ${made.days})`,
    })
    .returning({ id: sessions.id });
  if (!session) throw new Error("The session row did not come back");
  return session.id;
}

export interface OpenSession {
  id: string;
  userAgent: string;
  createdAt: Date;
  seenAt: Date;
}

/** Where an employee is signed in, the last used first. */
export async function listOpenSessions(db: Db, employeeId: number): Promise<OpenSession[]> {
  return db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      seenAt: sessions.seenAt,
    })
    .from(sessions)
    .where(and(isOpen(db), eq(sessions.employeeId, employeeId)))
    .orderBy(desc(sessions.seenAt));
}

/** Ends one session of this employee, dead at its next request. A second call changes nothing. */
export async function revokeSession(db: Db, employeeId: number, sessionId: string): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(isOpen(db), eq(sessions.employeeId, employeeId), eq(sessions.id, sessionId)));
}

/** Ends all sessions of an employee but the one kept. Returns how many ended. */
export async function revokeOtherSessions(db: Db, employeeId: number, keptId: string): Promise<number> {
  const ended = await db
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(isOpen(db), eq(sessions.employeeId, employeeId), ne(sessions.id, keptId)))
    .returning({ id: sessions.id });
  return ended.length;
}
