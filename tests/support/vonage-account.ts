import { createHash, createHmac, generateKeyPairSync, randomUUID } from "node:crypto";

/** An account at Vonage as both ends know it. */
export interface VonageAccount {
  apiKey: string;
  apiSecret: string;
  applicationId: string;
  privateKey: string;
  publicKey: string;
  signatureSecret: string;
  signatureMethod: "md5hash" | "md5" | "sha1" | "sha256" | "sha512";
}

export function makeAccount(changed: Partial<VonageAccount> = {}): VonageAccount {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return {
    apiKey: `key${randomUUID().slice(0, 5)}`,
    apiSecret: "Api-secret-1",
    applicationId: randomUUID(),
    privateKey,
    publicKey,
    signatureSecret: "a-signature-secret-of-thirty-two-c",
    signatureMethod: "sha256",
    ...changed,
  };
}

/** A webhook as Vonage sends it: what to add to the address, and what to ask it with. */
export interface WebhookCall {
  query: string;
  init: { method: string; headers: Record<string, string>; body?: string };
}

interface Signing {
  now?: Date;
  jti?: string;
  /** In place of what would be said. */
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  secret?: string;
  contentType?: string;
}

/** Signs a webhook of the Messages API. */
export function signMessages(
  account: VonageAccount,
  body: object | string,
  signing: Signing = {},
): WebhookCall {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const { now = new Date(), jti = randomUUID(), secret = account.signatureSecret } = signing;
  const claims = {
    iat: Math.floor(now.getTime() / 1000),
    jti,
    iss: "Vonage",
    payload_hash: createHash("sha256").update(text).digest("hex"),
    api_key: account.apiKey,
    application_id: account.applicationId,
    ...signing.claims,
  };
  const head = encode({ alg: "HS256", typ: "JWT", ...signing.header });
  const said = `${head}.${encode(claims)}`;
  const proof = createHmac("sha256", secret).update(said).digest("base64url");
  const headers = {
    "content-type": signing.contentType ?? "application/json",
    authorization: `Bearer ${said}.${proof}`,
  };
  return { query: "", init: { method: "POST", headers, body: text } };
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

interface SmsSigning {
  now?: Date;
  as?: "get" | "form" | "json";
  secret?: string;
}

/** Signs a webhook of the SMS API, in the account's way. */
export function signSms(
  account: VonageAccount,
  parameters: Record<string, string>,
  { now = new Date(), as = "form", secret = account.signatureSecret }: SmsSigning = {},
): WebhookCall {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const said = { "api-key": account.apiKey, timestamp, nonce: randomUUID(), ...parameters };
  const sig = sigOf(said, secret, account.signatureMethod);
  const encoded = new URLSearchParams({ ...said, sig }).toString();
  if (as === "get") return { query: `?${encoded}`, init: { method: "GET", headers: {} } };
  const [type, body] =
    as === "json"
      ? ["application/json", JSON.stringify({ ...said, sig })]
      : ["application/x-www-form-urlencoded", encoded];
  return { query: "", init: { method: "POST", headers: { "content-type": type }, body } };
}

function sigOf(
  said: Record<string, string>,
  secret: string,
  method: VonageAccount["signatureMethod"],
): string {
  let base = "";
  for (const name of Object.keys(said).sort()) base += `&${name}=${said[name]?.replaceAll(/[&=]/g, "_")}`;
  if (method === "md5hash") return createHash("md5").update(`${base}${secret}`).digest("hex");
  return createHmac(method, secret).update(base).digest("hex").toUpperCase();
}
