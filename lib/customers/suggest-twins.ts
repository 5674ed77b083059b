import { findPhoneNumbersInText } from "libphonenumber-js";
import type { Db } from "@/db/company";
import { listByNumber, listNamesakes, listSignatures, type Twin } from "@/db/queries/customer-twins";
import { listAddresses } from "@/db/queries/customers";
import { countryOf, showPhone } from "./phone";

export interface LikelyTwin extends Twin {
  because: "number" | "name";
  shownAddress: string;
}

/** Customers who are likely the same person: a number they sign with is another's, or a namesake writes from the same domain. */
export async function suggestTwins(db: Db, customerId: number): Promise<LikelyTwin[]> {
  const [signatures, addresses, namesakes] = await Promise.all([
    listSignatures(db, customerId),
    listAddresses(db, customerId),
    listNamesakes(db, customerId),
  ]);
  const home = addresses.map(({ address }) => countryOf(address)).find(Boolean) ?? "FR";
  const numbers = signatures.flatMap((text) =>
    findPhoneNumbersInText(text, home).map(({ number }) => String(number.number)),
  );
  const sharing = await listByNumber(db, customerId, [...new Set(numbers)]);
  const named = namesakes.filter(({ customerId: id }) => !sharing.some((one) => one.customerId === id));
  return [...sharing.map(likely("number")), ...named.map(likely("name"))];
}

const likely =
  (because: LikelyTwin["because"]) =>
  (twin: Twin): LikelyTwin => ({
    ...twin,
    name: showPhone(twin.name),
    because,
    shownAddress: showPhone(twin.address),
  });
