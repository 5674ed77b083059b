import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { resolveOutside } from "@/lib/network/guard";
import { OutsideFailure } from "@/lib/network/outside-failure";

export type OutsideRequest = {
  headers: Record<string, string>;
  /** A body makes it a POST. */
  body?: Buffer;
  signal: AbortSignal;
};

const PUBLIC_PORTS = [80, 443];

/**
 * Asks a public http(s) address once, at the very address that was checked, and follows no redirect. Throws OutsideFailure for
 * anything but an answer.
 */
export async function askOutside(target: string, request: OutsideRequest): Promise<IncomingMessage> {
  const url = checkedUrl(target);
  const isSecure = url.protocol === "https:";
  const port = Number(url.port) || (isSecure ? 443 : 80);
  const { address, servername, isPrivate } = await resolveOutside(url.hostname.replace(/^\[|\]$/g, ""), port);
  if (!isPrivate && !PUBLIC_PORTS.includes(port)) throw new OutsideFailure("refused");

  const { body, signal } = request;
  const headers = {
    host: url.host,
    "accept-encoding": "identity",
    "user-agent": "Inbox",
    ...request.headers,
    ...(body && { "content-length": String(body.length) }),
  };
  const method = body ? "POST" : "GET";
  const path = url.pathname + url.search;
  const options = { host: address, port, path, method, headers, agent: false, signal };
  return new Promise((resolve, reject) => {
    const asked = isSecure
      ? requestHttps({ ...options, servername: isIP(servername) ? "" : servername })
      : requestHttp(options);
    asked.once("response", resolve);
    asked.once("error", (cause) => reject(failureOf(cause, signal)));
    asked.end(body);
  });
}

function checkedUrl(target: string): URL {
  if (!URL.canParse(target)) throw new OutsideFailure("name");
  const url = new URL(target);
  const isWeb = url.protocol === "http:" || url.protocol === "https:";
  if (!isWeb || url.username !== "" || url.password !== "") throw new OutsideFailure("refused");
  return url;
}

/** Where an answer sends one on, "" when it does not say; undefined when it is no redirect. */
export function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | undefined {
  return [301, 302, 303, 307, 308].includes(statusCode) ? (headers.location ?? "") : undefined;
}

/** The bytes of an answer; throws OutsideFailure "too-large" as soon as there are more. */
export async function readAtMost(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(response.headers["content-length"] ?? 0) > maxBytes) throw new OutsideFailure("too-large");
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
export function failureOf(cause: unknown, signal: AbortSignal): OutsideFailure {
  if (cause instanceof OutsideFailure) return cause;
  return new OutsideFailure(signal.aborted ? "slow" : "port", { cause });
}
