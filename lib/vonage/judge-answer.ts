import { z } from "zod";
import { describeRefusal } from "./refusals";

export type VonageOutcome =
  | { outcome: "sent"; externalId: string }
  /** Certainly not sent. `key` under `errors` says why, `words` are Vonage's own. */
  | { outcome: "failed"; isPermanent: boolean; key: string; words: string }
  /** It may have been sent. Never resend by machine. */
  | { outcome: "unknown"; reason: string };

// Before a connection there was nobody to take the message.
const NEVER_REACHED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

export function isNeverReached(error: unknown): boolean {
  return NEVER_REACHED.test(String((error as { code?: unknown }).code ?? ""));
}

interface Answered {
  response?: { status: number; text(): Promise<string> };
}

const Problem = z.object({
  title: z.coerce.string().default(""),
  type: z.string().default(""),
  detail: z.string().default(""),
});

/** What an error of the SDK means: an answer that refuses is certain, no answer is not. */
export async function judgeAnswer(error: unknown): Promise<VonageOutcome> {
  const { response } = error as Answered;
  if (!response) return { outcome: "unknown", reason: (error as Error).message };
  const { status } = response;
  const { title, type, detail } = await readProblem(response);
  const words = detail || title || `HTTP ${status}`;
  if (status === 401 || status === 403)
    return { outcome: "failed", isPermanent: true, key: "vonage.login", words };
  if (status === 402) return { outcome: "failed", isPermanent: true, key: "vonage.credit", words };
  if (status === 429 || status === 503)
    return { outcome: "failed", isPermanent: false, key: "vonage.throttled", words };
  // In the middle of their work something broke: what of it was done is not known.
  if (status >= 500) return { outcome: "unknown", reason: words };
  return { outcome: "failed", ...describeRefusal(codeOf(title, type)), words };
}

async function readProblem(response: NonNullable<Answered["response"]>): Promise<z.output<typeof Problem>> {
  const nothing = { title: "", type: "", detail: "" };
  try {
    return Problem.safeParse(JSON.parse(await response.text())).data ?? nothing;
  } catch {
    return nothing;
  }
}

/** The number of an error is its title, or stands at the end of its page's address. */
const codeOf = (title: string, type: string) => /^\d+$/.exec(title)?.[0] ?? /#(\d+)$/.exec(type)?.[1] ?? "";
