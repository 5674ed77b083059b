import type { DMARC_RESULTS } from "@/db/schema";
import type { EmailHeaders } from "@/lib/email/headers";

export type Dmarc = (typeof DMARC_RESULTS)[number];

/**
 * What the server that received a mail says of its sender's domain (RFC 8601): only its own, topmost
 * Authentication-Results counts, for a sender can write others below. "pass" also when a signature or the envelope alone
 * proves the domain in From; null when that server said nothing.
 */
export function readAuthentication(headers: EmailHeaders, from: string | undefined): Dmarc | null {
  const [topmost] = headers.get("authentication-results") ?? [];
  const domain = from?.split("@").at(-1)?.toLowerCase() ?? "";
  if (!topmost || domain === "") return null;
  const { server, results } = readResults(topmost);
  if (!isOfReceiver(headers, server)) return null;
  return judge(results, domain);
}

interface Result {
  method: string;
  result: string;
  properties: Map<string, string>;
}

const LONGEST = 8_000;

function readResults(value: string): { server: string; results: Result[] } {
  const [first = "", ...rest] = withoutComments(value.slice(0, LONGEST)).toLowerCase().split(";");
  // Exchange Online begins with the first result, and names no server.
  const isNamed = !first.includes("=");
  const [server = ""] = isNamed ? first.trim().split(/\s+/) : [];
  return { server, results: (isNamed ? rest : [first, ...rest]).flatMap(readResult) };
}

function readResult(part: string): Result[] {
  const [head = "", ...properties] = part
    .replace(/\s*=\s*/g, "=")
    .trim()
    .split(/\s+/);
  const [, method, result] = /^([a-z][\w-]*)(?:\/\d+)?=([a-z]+)$/.exec(head) ?? [];
  if (!method || !result) return [];
  const pairs = properties.map((property) => property.split("=", 2) as [string, string]);
  return [{ method, result, properties: new Map(pairs) }];
}

/** Comments may hold anything, also what looks like a result; so may what is quoted. */
function withoutComments(value: string): string {
  let depth = 0;
  let isQuoted = false;
  let kept = "";
  for (let at = 0; at < value.length; at++) {
    const character = value[at] ?? "";
    if (character === "\\") at++;
    else if (character === '"' && depth === 0) isQuoted = !isQuoted;
    else if (character === "(" && !isQuoted) depth++;
    else if (character === ")" && !isQuoted) depth = Math.max(0, depth - 1);
    else if (depth === 0 && !(isQuoted && /[;=\s]/.test(character))) kept += character;
  }
  return kept;
}

/** Those that always write their own result, and take away what pretends to be theirs. */
const PROVIDERS =
  /(?:^|\.)(?:google|googlemail|outlook|office365|hotmail|yahoo|aol|icloud|apple|mail-in|gmx|kundenserver|messagingengine|protonmail|zoho|yandex|infomaniak)\.[a-z.]{2,6}$/;

/** Nobody but the receiving server can write above the Received line that it added, and a provider's name is guarded by it. */
function isOfReceiver(headers: EmailHeaders, server: string): boolean {
  const names = [...headers.keys()];
  const received = names.indexOf("received");
  if (received < 0) return false;
  if (names.indexOf("authentication-results") < received) return true;
  const host = receiverOf(headers);
  if (!PROVIDERS.test(host)) return false;
  return server === "" ? /(?:^|\.)outlook\.com$/.test(host) : houseOf(server) === houseOf(host);
}

/** The first host that says it took the mail over; Google's inner ones have only a number. */
function receiverOf(headers: EmailHeaders): string {
  for (const line of headers.get("received")?.slice(0, 3) ?? []) {
    const [, host = ""] = /\bby\s+([a-z\d.-]*[a-z][a-z\d.-]*\.[a-z]{2,})\b/i.exec(line.slice(0, 1_000)) ?? [];
    if (host) return host.toLowerCase();
  }
  return "";
}

const houseOf = (host: string) => host.split(".").slice(-2).join(".");

function judge(results: Result[], domain: string): Dmarc {
  const dmarc = results.filter(({ method }) => method === "dmarc");
  if (dmarc.some(({ result }) => result === "fail")) return "fail";
  const isAbout = ({ properties }: Result) => (properties.get("header.from") ?? domain) === domain;
  if (dmarc.some((one) => one.result === "pass" && isAbout(one))) return "pass";
  return results.some((result) => isAligned(result, domain)) ? "pass" : "none";
}

const PROVING: Record<string, string[]> = {
  dkim: ["header.d", "header.i"],
  spf: ["smtp.mailfrom", "smtp.mfrom"],
};

/** A signature or an envelope of the domain in From, or of one above or below it (RFC 7489 3.1, relaxed). */
function isAligned({ method, result, properties }: Result, domain: string): boolean {
  const [value = ""] = (PROVING[method] ?? []).flatMap((name) => properties.get(name) ?? []);
  const proven = value.split("@").at(-1) ?? "";
  if (result !== "pass" || !proven.includes(".")) return false;
  return proven === domain || domain.endsWith(`.${proven}`) || proven.endsWith(`.${domain}`);
}
