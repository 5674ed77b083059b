import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import { isSameText } from "@/lib/webhooks/compare";
import { TOLERATED_SECONDS } from "@/lib/webhooks/verify-signature";
import { WebhookRefusal } from "@/lib/webhooks/webhook-refusal";

const Header = z.object({ alg: z.literal("HS256") });
const Claims = z.object({
  iss: z.literal("Vonage"),
  iat: z.number(),
  jti: z.string().min(1).max(200),
  payload_hash: z.string(),
  api_key: z.string(),
  application_id: z.string().optional(),
});
export type VonageClaims = z.output<typeof Claims>;

interface Token {
  /** The `Authorization` header. */
  authorization: string;
  /** The signature secret of the account, never its API secret. */
  secret: string;
  body: Buffer;
  now: Date;
}

/**
 * What Vonage says in the token of a Messages API webhook, once it is certain that they said it, about this very body, a moment
 * ago. Refuses anything else. The SDK's own check looks at the signature alone.
 */
export function verifyToken({ authorization, secret, body, now }: Token): VonageClaims {
  const [head = "", claims = "", signature = "", ...rest] = authorization.replace(/^Bearer /i, "").split(".");
  const expected = createHmac("sha256", secret).update(`${head}.${claims}`).digest("base64url");
  if (secret === "" || rest.length > 0 || !isSameText(signature, expected)) throw forged();
  if (!Header.safeParse(decode(head)).success) throw forged();
  const said = Claims.safeParse(decode(claims));
  if (!said.success) throw forged();
  const { iat, payload_hash: hash } = said.data;
  if (Math.abs(now.getTime() / 1000 - iat) > TOLERATED_SECONDS)
    throw new WebhookRefusal(401, "Signed too long ago", "stale");
  if (!hashesOf(body).some((own) => isSameText(own, hash.toLowerCase()))) throw forged();
  return said.data;
}

const forged = () => new WebhookRefusal(401, "Not signed by Vonage");

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

// Vonage hashes what it sends; something on the way may have laid out the JSON again.
function hashesOf(body: Buffer): string[] {
  const hash = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");
  try {
    return [hash(body), hash(JSON.stringify(JSON.parse(body.toString("utf8"))))];
  } catch {
    return [hash(body)];
  }
}
