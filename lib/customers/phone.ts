import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js";

/** A telephone number as it is stored (E.164, "+33612345678"); undefined when it cannot be one. Without a `country`, only international ones. */
export function toE164(text: string, country?: CountryCode): string | undefined {
  const number = parsePhoneNumberFromString(text, country);
  return number?.isPossible() ? number.number : undefined;
}

/** The number behind what a provider calls an address: digits without "+". Short codes and names stay as they are. */
export function toAddress(provided: string): string {
  const plain = provided.trim();
  return (/^\+?\d{7,15}$/.test(plain) && toE164(`+${plain.replace(/^\+/, "")}`)) || plain;
}

/** As a provider wants it. */
export const toDigits = (address: string): string => address.replace(/^\+(?=\d+$)/, "");

/** How people look for a stored number: with its country and as it is dialled at home, in one piece and in pairs. */
export function phoneWords(address: string): string {
  const number = parsePhoneNumberFromString(address);
  if (!number) return "";
  const home = number.formatNational();
  return [toDigits(number.number), home.replace(/\D/g, ""), home].join(" ");
}

/** As people read it: "+33 6 12 34 56 78"; what is no number stays as it is. */
export const showPhone = (address: string): string =>
  parsePhoneNumberFromString(address)?.formatInternational().replaceAll(" ", "\u00a0") ?? address;

/** Whose number it is; undefined for what is none. */
export const countryOf = (address: string): CountryCode | undefined =>
  parsePhoneNumberFromString(address)?.country;
