import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { addEmployee, createCompany } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { hashPassword } from "@/lib/auth/passwords";
import { findSession } from "@/lib/auth/session";
import { endSession, signIn } from "@/lib/auth/sign-in";

const PASSWORD = "une phrase assez longue";
let passwordHash = "";
let companyId = 0;
let visits = 0;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
  const owner = { name: "Nadia", email: "nadia@sign-in.test", passwordHash };
  ({ companyId } = await createCompany({ name: "Sign-in", locale: "fr", owner }));
});

/** Each from an address of its own, so that the limits on attempts stay out of it. */
function enter(email: string, password: string, address = `198.51.${++visits >> 8}.${visits & 255}`) {
  return signIn({ email, password, userAgent: "Firefox", address });
}

const hire = (email: string) =>
  addEmployee(companyId, { name: "Luc", email, passwordHash, role: "employee" });

test("the right address and password open a session, whatever the capitals and blanks around it", async () => {
  const session = await enter("  Nadia@Sign-In.TEST ", PASSWORD);
  if (session.refused) throw new Error("Refused");
  expect(await findSession(session)).toMatchObject({ name: "Nadia", role: "owner", companyId });
});

test("a wrong password, an unknown address and somebody who left are answered alike", async () => {
  const email = `${randomUUID()}@sign-in.test`;
  const employeeId = await hire(email);
  await withCompany(companyId, (db) =>
    db.execute(`update employees set left_at = now() where id = ${employeeId}`),
  );
  const answers = [
    await enter("nadia@sign-in.test", "wrong wrong wrong"),
    await enter("nobody@sign-in.test", PASSWORD),
    await enter(email, PASSWORD),
    await enter("", ""),
  ];
  for (const answer of answers) expect(answer).toEqual({ refused: "refused" });
});

test("and take as much work, so that nobody can tell them apart by time", async () => {
  const workOf = async (email: string) => {
    const before = process.cpuUsage();
    for (let round = 0; round < 9; round += 1) await enter(email, "wrong wrong wrong");
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const ratio = (await workOf("nobody@sign-in.test")) / (await workOf("nadia@sign-in.test"));
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

test("too many wrong passwords are told apart, and then the right one has to wait too", async () => {
  const email = `${randomUUID()}@sign-in.test`;
  await hire(email);
  const answers: (string | undefined)[] = [];
  for (let at = 0; at < 16; at += 1) answers.push((await enter(email, "wrong", "203.0.113.1")).refused);
  expect(answers).toEqual([...Array(15).fill("refused"), "tooMany"]);
  expect(await enter(email, PASSWORD, "203.0.113.1")).toEqual({ refused: "tooMany" });
  expect((await enter(email, PASSWORD, "203.0.113.2")).refused).toBeUndefined();
});

test("signing in again and again with the right password is never too much", async () => {
  for (let at = 0; at < 20; at += 1) {
    expect((await enter("nadia@sign-in.test", PASSWORD, "203.0.113.9")).refused).toBeUndefined();
  }
});

test("a session that was ended lets nobody in, and ending it again is fine", async () => {
  const session = await enter("nadia@sign-in.test", PASSWORD);
  if (session.refused) throw new Error("Refused");
  await endSession(session);
  expect(await findSession(session)).toBeUndefined();
  await endSession(session);
});
