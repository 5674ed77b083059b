"use server";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { readSessionToken, SESSION_COOKIE } from "@/lib/auth/session-cookie";
import { endSession } from "@/lib/auth/sign-in";

/** Ends this session and goes to the sign-in page; the same when there is none. */
export async function signOut(): Promise<void> {
  const jar = await cookies();
  const session = await readSessionToken(jar.get(SESSION_COOKIE)?.value);
  if (session) await endSession(session);
  jar.delete(SESSION_COOKIE);
  redirect("/sign-in");
}
