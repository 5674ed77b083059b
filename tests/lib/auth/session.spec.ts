import { encode } from "next-auth/jwt";
import { beforeAll, expect, test } from "vitest";
import { createCompany } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { listOpenSessions, openSession, revokeOtherSessions, revokeSession } from "@/db/queries/sessions";
import { findSession } from "@/lib/auth/session";
import { readSessionToken, type SessionRef, writeSessionToken } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env";

let companies = 0;

async function makeEmployee() {
  companies += 1;
  const owner = { name: "Nadia", email: `nadia-${companies}@session.test`, passwordHash: "none" };
  return createCompany({ name: `Session ${companies}`, locale: "fr", owner });
}

const open = (companyId: number, employeeId: number): Promise<SessionRef> =>
  withCompany(companyId, async (db) => ({
    companyId,
    sessionId: await openSession(db, { employeeId, userAgent: "Firefox", days: 30 }),
  }));

const age = (session: SessionRef, change: string) =>
  withCompany(session.companyId, (db) =>
    db.execute(`update sessions set ${change} where id = '${session.sessionId}'`),
  );

let nadia: { companyId: number; employeeId: number };
beforeAll(async () => {
  nadia = await makeEmployee();
});

test("an open session says who is signed in, in which company and with which role", async () => {
  const session = await open(nadia.companyId, nadia.employeeId);
  expect(await findSession(session)).toMatchObject({
    ...session,
    employeeId: nadia.employeeId,
    name: "Nadia",
    role: "owner",
    companyName: "Session 1",
    timeZone: "Europe/Paris",
  });
});

test("a session that was ended lets nobody in any more", async () => {
  const session = await open(nadia.companyId, nadia.employeeId);
  await withCompany(nadia.companyId, (db) => revokeSession(db, nadia.employeeId, session.sessionId));
  expect(await findSession(session)).toBeUndefined();
});

test.each([
  ["past its end", "expires_at = now() - interval '1 second'"],
  ["unused for two weeks", "seen_at = now() - interval '15 days'"],
])("a session %s lets nobody in", async (_, change) => {
  const session = await open(nadia.companyId, nadia.employeeId);
  await age(session, change);
  expect(await findSession(session)).toBeUndefined();
});

test("somebody who left the company is out at once", async () => {
  const left = await makeEmployee();
  const session = await open(left.companyId, left.employeeId);
  await withCompany(left.companyId, (db) => db.execute("update employees set left_at = now()"));
  expect(await findSession(session)).toBeUndefined();
});

test("ending the other sessions leaves the one at hand", async () => {
  const person = await makeEmployee();
  const [here, there] = [
    await open(person.companyId, person.employeeId),
    await open(person.companyId, person.employeeId),
  ];
  const ended = await withCompany(person.companyId, (db) =>
    revokeOtherSessions(db, person.employeeId, here.sessionId),
  );
  expect(ended).toBe(1);
  expect([await findSession(here), await findSession(there)].map(Boolean)).toEqual([true, false]);
  const left = await withCompany(person.companyId, (db) => listOpenSessions(db, person.employeeId));
  expect(left.map(({ id }) => id)).toEqual([here.sessionId]);
});

test("nobody ends the session of a colleague", async () => {
  const other = await makeEmployee();
  const session = await open(nadia.companyId, nadia.employeeId);
  await withCompany(nadia.companyId, (db) => revokeSession(db, other.employeeId + 1000, session.sessionId));
  await withCompany(other.companyId, (db) => revokeSession(db, nadia.employeeId, session.sessionId));
  expect(await findSession(session)).toBeDefined();
});

test("a session of one company opens nothing in another", async () => {
  const other = await makeEmployee();
  const session = await open(nadia.companyId, nadia.employeeId);
  expect(await findSession({ ...session, companyId: other.companyId })).toBeUndefined();
});

test("the last use is noted at most once a minute", async () => {
  const session = await open(nadia.companyId, nadia.employeeId);
  const seenAt = async () => {
    const all = await withCompany(nadia.companyId, (db) => listOpenSessions(db, nadia.employeeId));
    return all.find(({ id }) => id === session.sessionId)?.seenAt.getTime();
  };
  const first = await seenAt();
  await findSession(session);
  expect(await seenAt()).toBe(first);
  await age(session, "seen_at = now() - interval '2 minutes'");
  await findSession(session);
  expect(Date.now() - ((await seenAt()) ?? 0)).toBeLessThan(60_000);
});

test("the cookie says nothing but which session it is, and comes back as it was", async () => {
  const session = await open(nadia.companyId, nadia.employeeId);
  expect(await readSessionToken(await writeSessionToken(session))).toEqual(session);
});

test("a cookie that is missing, garbled, of another key or of another shape names no session", async () => {
  const session = { companyId: 1, sessionId: "0190a3c2-0000-4000-8000-000000000000" };
  const good = await writeSessionToken(session);
  const tokens = [
    undefined,
    "",
    "x.y.z",
    `${good.slice(0, -3)}AAA`,
    await encode({ token: session, secret: "another secret that is long enough, too" }),
    await encode({ token: { companyId: "1 or 1=1", sessionId: "x" }, secret: env.NEXTAUTH_SECRET }),
    await encode({ token: session, secret: env.NEXTAUTH_SECRET, maxAge: -60 }),
  ];
  for (const token of tokens) expect(await readSessionToken(token)).toBeUndefined();
});

test("without a secret no cookie is read at all", async () => {
  const good = await writeSessionToken({ companyId: 1, sessionId: "0190a3c2-0000-4000-8000-000000000000" });
  const { NEXTAUTH_SECRET } = env;
  env.NEXTAUTH_SECRET = "";
  try {
    await expect(readSessionToken(good)).rejects.toThrow("NEXTAUTH_SECRET");
  } finally {
    env.NEXTAUTH_SECRET = NEXTAUTH_SECRET;
  }
});
