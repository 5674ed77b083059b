import type { Vonage } from "@vonage/server-sdk";
import type { VonageAccess } from "@/lib/integrations/vonage-access";
import { authorizationOf, vonageClient } from "./client";
import { isNeverReached } from "./judge-answer";

/** What Vonage says to somebody who asks for nothing. `servedAt` is its own clock, where it told it. */
export interface Probe {
  verdict: "accepted" | "refused" | "throttled" | "broken" | "unreachable";
  words: string;
  servedAt?: Date;
}

/** Asks to send a message that is none: whoever may send is told that it is incomplete, anybody else to sign in. Sends nothing. */
export async function probeSending(access: VonageAccess, timeoutMs: number): Promise<Probe> {
  const vonage = vonageClient(access, timeoutMs);
  if (!(await authorizationOf(vonage))) return { verdict: "refused", words: "" };
  try {
    await vonage.messages.send({} as Parameters<Vonage["messages"]["send"]>[0]);
    return { verdict: "accepted", words: "" };
  } catch (error) {
    return judge(error);
  }
}

/** What the account has left, in euros; asked with its key and secret. */
export async function probeBalance(
  access: VonageAccess,
  timeoutMs: number,
): Promise<Probe & { euros?: number }> {
  try {
    const { value } = await vonageClient(access, timeoutMs).accounts.getBalance();
    return { verdict: "accepted", words: "", euros: Number(value) };
  } catch (error) {
    const probe = judge(error);
    // No answer about the balance, and no refusal either.
    return probe.verdict === "accepted" ? { ...probe, verdict: "broken" } : probe;
  }
}

interface Answered {
  response?: { status: number; headers: { get(name: string): string | null } };
}

function judge(error: unknown): Probe {
  const { response } = error as Answered;
  if (!response) return { verdict: "unreachable", words: isNeverReached(error) ? "" : String(error) };
  const { status, headers } = response;
  const told = new Date(headers.get("date") ?? Number.NaN);
  const servedAt = Number.isNaN(told.getTime()) ? undefined : told;
  return { verdict: verdictOf(status), words: `HTTP ${status}`, servedAt };
}

function verdictOf(status: number): Probe["verdict"] {
  if (status === 401 || status === 403) return "refused";
  if (status === 429 || status === 503) return "throttled";
  return status >= 500 ? "broken" : "accepted";
}
