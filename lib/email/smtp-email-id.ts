import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { domainToASCII } from "node:url";

/** A Message-ID, without brackets as ids are kept here, that tells nothing and that isOurEmailId recognises; ASCII, new at every call. */
export function makeEmailId(domain: string, secret: string): string {
  const host = domainToASCII(domain.trim().toLowerCase());
  if (!host.includes(".")) throw new Error(`A Message-ID needs a real domain, not "${domain}"`);
  const opaque = randomBytes(12).toString("hex");
  return `${opaque}.${proofOf(opaque, host, secret)}@${host}`;
}

/** Whether makeEmailId made this id with this secret; upper case, as some servers give it back, is the same id. */
export function isOurEmailId(emailId: string, secret: string): boolean {
  const [, opaque = "", proof = "", host = ""] =
    emailId.toLowerCase().match(/^([0-9a-f]{24})\.([0-9a-f]{20})@([^\s<>@]+)$/) ?? [];
  if (proof === "") return false;
  return timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(opaque, host, secret)));
}

function proofOf(opaque: string, host: string, secret: string): string {
  return createHmac("sha256", secret).update(`email-id|${opaque}@${host}`).digest("hex").slice(0, 20);
}
