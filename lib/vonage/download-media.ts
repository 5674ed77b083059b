import { env } from "@/lib/env";
import type { VonageAccess } from "@/lib/integrations/vonage-access";
import { askOutside, failureOf, readAtMost, redirectOf } from "@/lib/network/ask-outside";
import { mediaTypeOf } from "@/lib/network/fetch-outside";
import { OutsideFailure } from "@/lib/network/outside-failure";
import { authorizationOf, vonageClient } from "./client";

export type DownloadedMedia =
  | { outcome: "file"; type: string; content: Buffer }
  /** `lost`: it is not there any more, or not theirs to give; `refused`: it is larger than a file may be. */
  | { outcome: "lost" | "refused" }
  | { outcome: "later" };

// What WhatsApp allows for a document.
const LARGEST = 100 * 1024 * 1024;
const WITHIN_MS = 60_000;
const MAX_REDIRECTS = 2;

/**
 * Fetches a file that came with a message, from Vonage and from nobody else: the account's token goes along, because some
 * accounts ask for it.
 */
export async function downloadMedia(access: VonageAccess, url: string): Promise<DownloadedMedia> {
  const authorization = await authorizationOf(vonageClient(access));
  const headers = { accept: "*/*", ...(authorization && { authorization }) };
  const signal = AbortSignal.timeout(WITHIN_MS);
  try {
    let target = url;
    for (let hop = 0; hop <= MAX_REDIRECTS && isOfVonage(target); hop++) {
      const response = await askOutside(target, { headers, signal });
      const location = redirectOf(response);
      if (location === undefined) return await readMedia(response, signal);
      response.destroy();
      target = URL.canParse(location, target) ? new URL(location, target).href : "";
    }
    return { outcome: "lost" };
  } catch (error) {
    if (!(error instanceof OutsideFailure)) throw error;
    if (error.code === "too-large") return { outcome: "refused" };
    return { outcome: error.code === "refused" ? "lost" : "later" };
  }
}

type Answer = Awaited<ReturnType<typeof askOutside>>;

async function readMedia(response: Answer, signal: AbortSignal): Promise<DownloadedMedia> {
  const { statusCode = 0 } = response;
  try {
    if ([400, 404, 410].includes(statusCode)) return { outcome: "lost" };
    if (statusCode !== 200) return { outcome: "later" };
    return { outcome: "file", type: mediaTypeOf(response), content: await readAtMost(response, LARGEST) };
  } catch (cause) {
    throw failureOf(cause, signal);
  } finally {
    response.destroy();
  }
}

const THEIRS = /(?:^|\.)(?:nexmo|vonage)\.com$/;

/** Whether an address is one of Vonage's, or of what stands in for it. */
export function isOfVonage(target: string): boolean {
  if (!URL.canParse(target)) return false;
  const { origin, protocol, hostname, port } = new URL(target);
  if (origin === new URL(env.VONAGE_API_HOST).origin) return true;
  return protocol === "https:" && port === "" && THEIRS.test(hostname);
}
