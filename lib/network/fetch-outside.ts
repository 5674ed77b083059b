import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { resolveOutside } from "@/lib/network/guard";
import { OutsideFailure } from "@/lib/network/outside-failure";

export type FetchLimits = { maxBytes: number; timeoutMs: number; accept: readonly string[] };
export type OutsideBody = { type: string; body: Buffer };

const MAX_REDIRECTS = 2;
const PUBLIC_PORTS = [80, 443];

/**
 * The body of a public http(s) address, for the image proxy: `accept` lists the media types taken, `maxBytes` and `timeoutMs`
 * bound the whole journey. Every hop is resolved and checked again. Throws OutsideFailure for anything else.
 */
export async function fetchOutside(url: string, limits: FetchLimits): Promise<OutsideBody> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  let target = url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await ask(target, limits, signal);
    const location = redirectOf(response);
    if (location === undefined) return readBody(response, limits, signal);
    response.destroy();
    target = URL.canParse(location, target) ? new URL(location, target).href : "";
  }
  throw new OutsideFailure("redirect");
}

async function ask(target: string, { accept }: FetchLimits, signal: AbortSignal): Promise<IncomingMessage> {
  const url = checkedUrl(target);
  const isSecure = url.protocol === "https:";
  const port = Number(url.port) || (isSecure ? 443 : 80);
  const { address, servername, isPrivate } = await resolveOutside(url.hostname.replace(/^\[|\]$/g, ""), port);
  if (!isPrivate && !PUBLIC_PORTS.includes(port)) throw new OutsideFailure("refused");

  const headers = {
    host: url.host,
    accept: accept.join(", "),
    "accept-encoding": "identity",
    "user-agent": "Inbox",
  };
  const options = { host: address, port, path: url.pathname + url.search, headers, agent: false, signal };
  return new Promise((resolve, reject) => {
    const request = isSecure
      ? requestHttps({ ...options, servername: isIP(servername) ? "" : servername })
      : requestHttp(options);
    request.once("response", resolve);
    request.once("error", (cause) => reject(failure(cause, signal)));
    request.end();
  });
}

function checkedUrl(target: string): URL {
  if (!URL.canParse(target)) throw new OutsideFailure("name");
  const url = new URL(target);
  const isWeb = url.protocol === "http:" || url.protocol === "https:";
  if (!isWeb || url.username !== "" || url.password !== "") throw new OutsideFailure("refused");
  return url;
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | undefined {
  return [301, 302, 303, 307, 308].includes(statusCode) ? (headers.location ?? "") : undefined;
}

async function readBody(
  response: IncomingMessage,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<OutsideBody> {
  try {
    if (response.statusCode !== 200) throw new OutsideFailure("answer");
    const type = (response.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
    const isEncoded = (response.headers["content-encoding"] ?? "identity") !== "identity";
    if (isEncoded || !limits.accept.includes(type)) throw new OutsideFailure("type");
    if (Number(response.headers["content-length"] ?? 0) > limits.maxBytes)
      throw new OutsideFailure("too-large");
    return { type, body: await readAtMost(response, limits.maxBytes) };
  } catch (cause) {
    throw cause instanceof OutsideFailure ? cause : failure(cause, signal);
  } finally {
    response.destroy();
  }
}

async function readAtMost(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > maxBytes) throw new OutsideFailure("too-large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Closed, filtered, cut off and badly certified look alike to the person who typed the address. */
function failure(cause: unknown, signal: AbortSignal): OutsideFailure {
  return new OutsideFailure(signal.aborted ? "slow" : "port", { cause });
}
