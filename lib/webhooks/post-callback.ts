import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { askOutside } from "@/lib/network/ask-outside";
import { OutsideFailure } from "@/lib/network/outside-failure";
import type { Signing } from "./verify-signature";

/** What goes back to a custom webhook: the same id at every attempt, so that the other end can take it once. */
export interface Callback {
  url: string;
  id: string;
  payload: object;
  signing: Signing;
  /** During a rotation both sign. */
  secrets: readonly string[];
}

/** What one attempt came to. `status` is theirs; `failure` is why there is none. Nothing else of their answer is kept. */
export interface CallbackAnswer {
  status: number | null;
  failure: string | null;
  milliseconds: number;
  /** They asked for a pause. */
  pauseSeconds: number;
}

const ANSWERS_WITHIN_MS = 20_000;

/** One attempt to hand a callback over, signed at this moment. Redirects are not followed, private addresses not asked. */
export async function postCallback(callback: Callback): Promise<CallbackAnswer> {
  const body = Buffer.from(JSON.stringify(callback.payload));
  const startedAt = Date.now();
  const headers = { "content-type": "application/json", ...signatureOf(callback, body) };
  try {
    const response = await askOutside(callback.url, {
      headers,
      body,
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    });
    response.destroy();
    const { statusCode: status = 0 } = response;
    const pauseSeconds = readPause(response.headers["retry-after"]);
    return { status, failure: null, milliseconds: Date.now() - startedAt, pauseSeconds };
  } catch (error) {
    if (!(error instanceof OutsideFailure)) throw error;
    return { status: null, failure: error.code, milliseconds: Date.now() - startedAt, pauseSeconds: 0 };
  }
}

function signatureOf({ id, signing, secrets }: Callback, body: Buffer): Record<string, string> {
  const now = new Date();
  const known = { "webhook-id": id, "webhook-timestamp": String(Math.floor(now.getTime() / 1000)) };
  if (signing === "github") {
    const proof = createHmac("sha256", secrets[0] ?? "")
      .update(body)
      .digest("hex");
    return { ...known, "x-github-delivery": id, "x-hub-signature-256": `sha256=${proof}` };
  }
  const proofs = secrets.map((secret) => new Webhook(secret).sign(id, now, body));
  return { ...known, "webhook-signature": proofs.join(" ") };
}

const LONGEST_PAUSE = 24 * 60 * 60;

function readPause(header: string | undefined): number {
  const seconds = /^\d{1,6}$/.test(header ?? "")
    ? Number(header)
    : (Date.parse(header ?? "") - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, Math.ceil(seconds)), LONGEST_PAUSE) : 0;
}
