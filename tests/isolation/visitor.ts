import { SESSION_COOKIE, writeSessionToken } from "@/lib/auth/session-cookie";
import { headersOfVisit, visit } from "../support/next-headers";
import type { FilledCompany } from "./fill-company";

/** Runs a request of somebody who is signed in to this company. */
export async function asEmployee<Result>(of: FilledCompany, run: () => Promise<Result>): Promise<Result> {
  const { companyId, sessionId } = of;
  return visit({ [SESSION_COOKIE]: await writeSessionToken({ companyId, sessionId }) }, run);
}

/** Runs a request of somebody who is not signed in. */
export const asStranger = <Result>(run: () => Promise<Result>): Promise<Result> => visit({}, run);

/** What a browser's address bar says, for what reads it from a header. */
export function askFor(query: string): void {
  headersOfVisit().set("x-inbox-query", query);
}

/** How a call ended: with an answer, or with what it threw, as text in which anything of a company would show. */
export async function endOf(call: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await call()) ?? "nothing";
  } catch (error) {
    const { digest = "", message } = error as { digest?: string; message: string };
    return `thrown: ${digest} ${message}`;
  }
}
