import "server-only";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { getSessionSecret } from "./secret";
import {
  readSessionToken,
  SESSION_COOKIE,
  SESSION_SECONDS,
  sessionCookieOptions,
  writeSessionToken,
} from "./session-cookie";
import { endSession, signIn } from "./sign-in";

const text = (value: unknown) => (typeof value === "string" ? value : "");

/** next-auth with one way in. Its token names the company and the session row, nothing more; the row decides. */
export function authOptions(): NextAuthOptions {
  return {
    secret: getSessionSecret(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: { sessionToken: { name: SESSION_COOKIE, options: sessionCookieOptions } },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        authorize: async (given, { headers }) => {
          const session = await signIn({
            email: text(given?.email),
            password: text(given?.password),
            userAgent: text(headers?.["user-agent"]),
            address: text(headers?.["x-forwarded-for"]),
          });
          if (session.refused) throw new Error(session.refused);
          return { id: session.sessionId, companyId: session.companyId };
        },
      }),
    ],
    jwt: {
      encode: async ({ token }) =>
        writeSessionToken({ companyId: Number(token?.companyId), sessionId: text(token?.sessionId) }),
      decode: async ({ token }) => (await readSessionToken(token)) ?? null,
    },
    callbacks: {
      jwt: ({ token, user }) =>
        user
          ? { companyId: (user as unknown as { companyId: number }).companyId, sessionId: user.id }
          : token,
      // Nothing about the person leaves by this way; pages ask requireEmployee().
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const { companyId, sessionId } = token as unknown as { companyId: number; sessionId: string };
        await endSession({ companyId, sessionId });
      },
    },
  };
}
