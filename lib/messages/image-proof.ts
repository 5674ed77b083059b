import { createHmac, timingSafeEqual } from "node:crypto";
import { getSessionSecret } from "@/lib/auth/secret";

export type OutsideImage = { companyId: number; messageId: number; url: string };

/** The address under which this site shows an image of a mail; the proof in it makes the proxy no open one. */
export function addressOfOutsideImage(image: OutsideImage): string {
  const query = new URLSearchParams({ url: image.url, proof: proofOf(image) });
  return `/inbox/messages/${image.messageId}/image?${query}`;
}

/** Whether this site made this proof, for this company's message and this address. */
export function isProven(image: OutsideImage, proof: string): boolean {
  const expected = Buffer.from(proofOf(image));
  const given = Buffer.from(proof);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function proofOf({ companyId, messageId, url }: OutsideImage): string {
  const image = JSON.stringify(["outside-image", companyId, messageId, url]);
  return createHmac("sha256", getSessionSecret()).update(image).digest("base64url").slice(0, 32);
}
