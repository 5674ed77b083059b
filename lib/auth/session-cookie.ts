import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/lib/env";
import { getSessionSecret } from "./secret";

const isSecure = env.APP_URL.startsWith("https://");

/** `__Host-` pins the cookie to this host and to TLS, which a loopback address has not. */
export const SESSION_COOKIE = isSecure ? "__Host-inbox-session" : "inbox-session";
export const SESSION_DAYS = 30;
export const SESSION_SECONDS = SESSION_DAYS * 24 * 60 * 60;
export const sessionCookieOptions = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } as const;

const SessionRef = z.object({ companyId: z.int().positive(), sessionId: z.uuid() });
export type SessionRef = z.infer<typeof SessionRef>;

/** What the cookie names, or undefined for one that is missing, forged, expired or of another shape. */
export async function readSessionToken(token: string | undefined): Promise<SessionRef | undefined> {
  if (!token) return undefined;
  const secret = getSessionSecret();
  const claims = await decode({ token, secret }).catch(() => null);
  return SessionRef.safeParse(claims).data;
}

export const writeSessionToken = (session: SessionRef): Promise<string> =>
  encode({ token: { ...session }, secret: getSessionSecret(), maxAge: SESSION_SECONDS });
