import type { CountryCode } from "libphonenumber-js";
import type { Db } from "@/db/company";
import { findCustomerOf } from "@/db/queries/customer-search";
import type { ADDRESS_KINDS, Source } from "@/db/schema";
import { isAddress } from "@/lib/conversations/view/read-recipients";
import { AppError } from "@/lib/errors";
import { countryOf, toE164 } from "./phone";

export interface KindOfAddress {
  kind: (typeof ADDRESS_KINDS)[number];
  address: string;
}

interface Typed {
  text: string;
  channel: { source: Source; address: string };
}

/**
 * The address that somebody typed, as customers are known by it. A number without its country is one of the country of
 * the company's own number. Refuses what the channel cannot write to.
 */
export async function readAddress(db: Db, { text, channel }: Typed): Promise<KindOfAddress> {
  const typed = text.trim();
  const { source } = channel;
  if (source === "email" || (source === "webhook" && typed.includes("@"))) {
    if (!isAddress(typed)) throw new AppError("INVALID", "addressInvalid", { address: typed });
    return { kind: "email", address: typed.toLowerCase() };
  }
  const byName = { kind: "whatsapp" as const, address: typed };
  if (source === "whatsapp" && (await findCustomerOf(db, byName))) return byName;
  return { kind: "phone", address: readNumber(typed, countryOf(channel.address)) };
}

function readNumber(typed: string, country: CountryCode | undefined): string {
  const number = toE164(typed, country);
  if (!number) throw new AppError("INVALID", "numberInvalid");
  return number;
}
