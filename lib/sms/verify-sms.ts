import { createHash, createHmac } from "node:crypto";
import { isSameText } from "@/lib/webhooks/compare";

/** As the Vonage dashboard calls them: one plain hash with the secret behind it, and four HMACs. */
export const SIGNATURE_METHODS = ["md5hash", "md5", "sha1", "sha256", "sha512"] as const;
export type SignatureMethod = (typeof SIGNATURE_METHODS)[number];

interface Signature {
  secret: string;
  method: SignatureMethod;
}

/** Whether `sig` among the parameters of a Vonage SMS webhook is theirs. An empty secret signs nothing. */
export function isSignedSms(parameters: Record<string, string>, signature: Signature): boolean {
  const offered = (parameters.sig ?? "").toLowerCase();
  if (signature.secret === "" || offered === "") return false;
  const whole = Object.entries(parameters).filter(([name]) => name !== "sig");
  // The SDKs do not agree on what is empty: PHP and Ruby sign it, Java leaves it out.
  const filled = whole.filter(([, value]) => value !== "");
  return [whole, filled].some((signed) => isSameText(offered, signatureOf(signed, signature)));
}

/** Lower-case hex. The SDK's own helper encodes and joins the parameters in another way than Vonage does. */
export function signatureOf(parameters: [string, string][], { secret, method }: Signature): string {
  const base = parameters
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `&${separated(name)}=${separated(value)}`)
    .join("");
  return method === "md5hash"
    ? createHash("md5")
        .update(base + secret)
        .digest("hex")
    : createHmac(method, secret).update(base).digest("hex");
}

const separated = (text: string) => text.replace(/[&=]/g, "_");
