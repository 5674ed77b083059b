import { env } from "@/lib/env";

const SHORTEST = 32;

/** Throws when there is none or it is short: without it every door must stay shut. */
export function getSessionSecret(): string {
  if (env.NEXTAUTH_SECRET.length < SHORTEST) {
    throw new Error(`NEXTAUTH_SECRET must have at least ${SHORTEST} characters`);
  }
  return env.NEXTAUTH_SECRET;
}
