import type { IncomingMessage } from "node:http";
import { askOutside, failureOf, readAtMost, redirectOf } from "@/lib/network/ask-outside";
import { OutsideFailure } from "@/lib/network/outside-failure";

export type FetchLimits = { maxBytes: number; timeoutMs: number; accept: readonly string[] };
export type OutsideBody = { type: string; body: Buffer };

const MAX_REDIRECTS = 2;

/**
 * The body of a public http(s) address, for the image proxy: `accept` lists the media types taken, `maxBytes` and `timeoutMs`
 * bound the whole journey. Every hop is resolved and checked again. Throws OutsideFailure for anything else.
 */
export async function fetchOutside(url: string, limits: FetchLimits): Promise<OutsideBody> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  const headers = { accept: limits.accept.join(", ") };
  let target = url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await askOutside(target, { headers, signal });
    const location = redirectOf(response);
    if (location === undefined) return readBody(response, limits, signal);
    response.destroy();
    target = URL.canParse(location, target) ? new URL(location, target).href : "";
  }
  throw new OutsideFailure("redirect");
}

async function readBody(
  response: IncomingMessage,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<OutsideBody> {
  try {
    if (response.statusCode !== 200) throw new OutsideFailure("answer");
    const type = mediaTypeOf(response);
    const isEncoded = (response.headers["content-encoding"] ?? "identity") !== "identity";
    if (isEncoded || !limits.accept.includes(type)) throw new OutsideFailure("type");
    return { type, body: await readAtMost(response, limits.maxBytes) };
  } catch (cause) {
    throw failureOf(cause, signal);
  } finally {
    response.destroy();
  }
}

/** What an answer says it is, without parameters. */
export const mediaTypeOf = ({ headers }: IncomingMessage): string =>
  (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
