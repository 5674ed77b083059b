import { createHmac } from "node:crypto";
import { env } from "@/lib/env";
import { isSameText } from "@/lib/webhooks/compare";

const VALID_FOR_SECONDS = 60 * 60;

/** What a link names: an attachment of a company. */
export interface LinkedFile {
  companyId: number;
  attachmentId: number;
}

/** An address at which a provider can fetch one attachment, for an hour, without signing in. */
export function makeMediaLink(companyId: number, attachmentId: number, now = new Date()): string {
  const until = Math.floor(now.getTime() / 1000) + VALID_FOR_SECONDS;
  const said = `${companyId}.${attachmentId}.${until}`;
  return new URL(`/inbox/webhooks/media/${said}.${proofOf(said)}`, env.APP_URL).href;
}

/** What the last part of such an address names; undefined when it is none of ours, or too old. */
export function readMediaLink(token: string, now = new Date()): LinkedFile | undefined {
  const [, said = "", companyId, attachmentId, until, proof = ""] =
    /^((\d{1,10})\.(\d{1,15})\.(\d{1,12}))\.([\w-]{43})$/.exec(token) ?? [];
  if (said === "" || !isSameText(proof, proofOf(said)) || Number(until) * 1000 < now.getTime())
    return undefined;
  return { companyId: Number(companyId), attachmentId: Number(attachmentId) };
}

const proofOf = (said: string) =>
  createHmac("sha256", env.NEXTAUTH_SECRET).update(`media-link|${said}`).digest("base64url");
