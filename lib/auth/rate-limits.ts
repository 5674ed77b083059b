import "server-only";
import { createHash } from "node:crypto";
import ipaddr from "ipaddr.js";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from "rate-limiter-flexible";
import { queryAttempts } from "@/db/across-companies";

/** What is tried, and by whom: the account as it is stored, the address as far as it is known. */
export interface Attempter {
  account: string;
  address: string;
}

interface Limit {
  name: string;
  points: number;
  seconds: number;
  key: (attempter: Attempter) => string;
}

const MINUTES = 60;

/** One person who mistypes, one address that tries many accounts, one account tried from many addresses. */
const LIMITS = {
  "sign-in": [
    {
      name: "pair",
      points: 15,
      seconds: 15 * MINUTES,
      key: (by) => `${by.account} ${networkOf(by.address)}`,
    },
    { name: "address", points: 60, seconds: 15 * MINUTES, key: (by) => networkOf(by.address) },
    { name: "account", points: 60, seconds: 60 * MINUTES, key: (by) => by.account },
  ],
} satisfies Record<string, Limit[]>;

export type Attempted = keyof typeof LIMITS;

/** Counts one attempt; false when there were too many. The counts are shared by all processes, through PostgreSQL. */
export async function takeAttempt(what: Attempted, by: Attempter): Promise<boolean> {
  const taken = await Promise.all(
    LIMITS[what].map((limit) => limiterOf(what, limit).consume(keyOf(limit, by)).then(isFree, isRefused)),
  );
  return taken.every(Boolean);
}

/** Takes a successful attempt back: only those that failed count. */
export async function returnAttempt(what: Attempted, by: Attempter): Promise<void> {
  await Promise.all(LIMITS[what].map((limit) => limiterOf(what, limit).reward(keyOf(limit, by))));
}

const isFree = () => true;

function isRefused(refusal: unknown): boolean {
  if (refusal instanceof RateLimiterRes) return false;
  throw refusal;
}

// A hash: the table need not say who tried, and has room for 255 characters.
const keyOf = (limit: Limit, by: Attempter) => createHash("sha256").update(limit.key(by)).digest("base64url");

/** A household has a whole IPv6 network of 64 bits, so that its addresses count as one. The nearest proxy names it last. */
export function networkOf(forwardedFor: string): string {
  const last = forwardedFor.split(",").at(-1)?.trim() ?? "";
  if (!ipaddr.isValid(last)) return "unknown";
  const address = ipaddr.process(last);
  if (address.kind() === "ipv4") return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toNormalizedString().replace(/%.*/, "")}/64`)}/64`;
}

const opened = new Map<string, RateLimiterAbstract>();

function limiterOf(what: Attempted, { name, points, seconds }: Limit): RateLimiterAbstract {
  const keyPrefix = `${what}-${name}`;
  const limiter = opened.get(keyPrefix) ?? openLimiter({ keyPrefix, points, duration: seconds });
  opened.set(keyPrefix, limiter);
  return limiter;
}

/** While the database cannot be asked, this process counts by itself. */
function openLimiter(limit: { keyPrefix: string; points: number; duration: number }): RateLimiterAbstract {
  return new RateLimiterPostgres({
    ...limit,
    storeClient: { query: queryAttempts },
    storeType: "client",
    tableName: "attempts",
    tableCreated: true,
    insuranceLimiter: new RateLimiterMemory(limit),
  });
}
