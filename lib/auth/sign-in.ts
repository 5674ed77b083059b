import "server-only";
import { findSignIn } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { openSession, revokeSession } from "@/db/queries/sessions";
import { verifyPassword } from "./passwords";
import { returnAttempt, takeAttempt } from "./rate-limits";
import { findSession } from "./session";
import { SESSION_DAYS, type SessionRef } from "./session-cookie";

interface Attempt {
  email: string;
  password: string;
  userAgent: string;
  /** Where it comes from, as far as it is known. */
  address: string;
}

export type SignedInOrNot = ({ refused?: undefined } & SessionRef) | { refused: "refused" | "tooMany" };

/** People are stored under this spelling. */
export const normalizeEmail = (email: string): string => email.normalize("NFKC").trim().toLowerCase();

/**
 * Opens a new session for the right address and password. An unknown address, a wrong password and somebody who left
 * are answered alike, and take as long; too many attempts on an account or from an address are refused before that.
 */
export async function signIn({ email, password, userAgent, address }: Attempt): Promise<SignedInOrNot> {
  const account = normalizeEmail(email);
  const free = await takeAttempt("sign-in", { account, address });
  if (!free) return { refused: "tooMany" };

  const known = await findSignIn(account);
  const right = await verifyPassword(known?.passwordHash ?? null, password);
  const employment = known?.employments[0];
  if (!right || !employment) return { refused: "refused" };

  await returnAttempt("sign-in", { account, address });
  const { companyId, employeeId } = employment;
  const sessionId = await withCompany(companyId, (db) =>
    openSession(db, { employeeId, userAgent, days: SESSION_DAYS }),
  );
  return { companyId, sessionId };
}

/** Ends the session, dead at its next request. One that is over already stays over. */
export async function endSession(session: SessionRef): Promise<void> {
  const employee = await findSession(session);
  if (!employee) return;
  await withCompany(session.companyId, (db) => revokeSession(db, employee.employeeId, session.sessionId));
}
