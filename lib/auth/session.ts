import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { withCompany } from "@/db/company";
import { findSignedIn, recordSeen } from "@/db/queries/sessions";
import type { Role } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locale";
import { getLocale } from "@/lib/i18n/text";
import { readSessionToken, SESSION_COOKIE, type SessionRef } from "./session-cookie";

export interface SignedInEmployee {
  companyId: number;
  employeeId: number;
  sessionId: string;
  name: string;
  email: string;
  role: Role;
  companyName: string;
  /** The company's, for dates. */
  timeZone: string;
  locale: Locale;
}

/**
 * Who sends this request, or undefined. The cookie only names a session; its row decides, at every request, and is
 * read once in it. Throws when the database cannot be asked: an error lets nobody in.
 */
export const findEmployee = cache(async (): Promise<SignedInEmployee | undefined> => {
  const session = await readSessionToken((await cookies()).get(SESSION_COOKIE)?.value);
  if (!session) return undefined;
  const signedIn = await findSession(session);
  return signedIn && { ...signedIn, locale: await getLocale() };
});

/** Who sends this request; sends everybody else to the sign-in page. */
export async function requireEmployee(): Promise<SignedInEmployee> {
  return (await findEmployee()) ?? redirect("/sign-in");
}

/** The employee behind an open session, whose last use is noted at most once a minute. */
export async function findSession({
  companyId,
  sessionId,
}: SessionRef): Promise<Omit<SignedInEmployee, "locale"> | undefined> {
  return withCompany(companyId, async (db) => {
    const found = await findSignedIn(db, sessionId);
    if (!found) return undefined;
    const { isStale, ...employee } = found;
    if (isStale) await recordSeen(db, sessionId);
    return { ...employee, companyId, sessionId };
  });
}
