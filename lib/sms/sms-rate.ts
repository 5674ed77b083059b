import type { SmsPrice } from "@/db/schema";
import { countryOf } from "@/lib/customers/phone";

/** What an SMS costs by where it goes, seen from the country of the number that sends it. */
export interface SmsRate {
  area: "national" | "union" | "world";
  /** What a part to that country cost the last time; undefined before anything was billed. */
  price: SmsPrice | undefined;
}

const UNION = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);

interface Route {
  from: string;
  to: string;
  /** By country, as the number's settings keep them. */
  prices: Record<string, SmsPrice> | undefined;
}

/** Undefined where a number has no country, such as a short one. Pure. */
export function smsRateOf({ from, to, prices = {} }: Route): SmsRate | undefined {
  const [ours, theirs] = [countryOf(from), countryOf(to)];
  if (!ours || !theirs) return undefined;
  const isUnion = UNION.has(ours) && UNION.has(theirs);
  return { area: ours === theirs ? "national" : isUnion ? "union" : "world", price: prices[theirs] };
}
