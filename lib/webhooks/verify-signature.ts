import { createHmac } from "node:crypto";
import { isSameText } from "./compare";

export const SIGNINGS = ["standard", "github"] as const;
export type Signing = (typeof SIGNINGS)[number];

/** What both schemes need: the headers and the very bytes that were signed. */
export interface SignedBody {
  header(name: string): string | null;
  body: Buffer;
}

/** How far a sender's clock may be from ours, both ways. */
export const TOLERATED_SECONDS = 5 * 60;

const SCHEMES = { standard: isStandardWebhook, github: isGithubWebhook };

/** Whether one of these secrets signed it: during a rotation there are two. */
export function isSigned(request: SignedBody, { signing, secrets, now }: Signatory): boolean {
  return secrets.some((secret) => secret !== "" && SCHEMES[signing](request, secret, now));
}

interface Signatory {
  signing: Signing;
  secrets: readonly string[];
  now: Date;
}

/** Whether it carries any signature of the scheme, right or wrong. */
export function hasSignature({ header }: Pick<SignedBody, "header">, signing: Signing): boolean {
  return header(signing === "standard" ? "webhook-signature" : "x-hub-signature-256") !== null;
}

/** Whether it says itself that it was signed too long ago, or in the future. */
export function isStale({ header }: Pick<SignedBody, "header">, now: Date): boolean {
  const timestamp = header("webhook-timestamp") ?? "";
  return Math.abs(now.getTime() / 1000 - Number(timestamp || Number.NaN)) > TOLERATED_SECONDS;
}

// https://www.standardwebhooks.com: one fitting "v1" among several is enough, versions nobody knows are passed over.
function isStandardWebhook({ header, body }: SignedBody, secret: string, now: Date): boolean {
  const [id, timestamp] = [header("webhook-id") ?? "", header("webhook-timestamp") ?? ""];
  if (id === "" || id.includes(".") || !/^\d{1,12}$/.test(timestamp)) return false;
  if (isStale({ header }, now)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  if (key.length === 0) return false;
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  const offered = (header("webhook-signature") ?? "").split(" ");
  return offered.some((one) => isSameText(one, `v1,${expected}`));
}

function isGithubWebhook({ header, body }: SignedBody, secret: string): boolean {
  const expected = createHmac("sha256", secret).update(body).digest("hex");
  return isSameText((header("x-hub-signature-256") ?? "").toLowerCase(), `sha256=${expected}`);
}
