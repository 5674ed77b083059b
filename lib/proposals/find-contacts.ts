import { fold } from "@/lib/text/fold";

const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"'»)\]]+/giu;
const MAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;
const DOMAIN =
  /(?<![\p{L}\p{N}@._-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:xn--[a-z0-9-]+|\p{L}{2,24})(?![\p{L}\p{N}])(?:\/[^\s<>"'»)\]]*)?/giu;
const IBAN = /\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?\b/g;
const NUMBER = /(?<![\p{L}\p{N}])\+?\d(?:[ .\-/()]?\d){7,18}(?!\p{N})/gu;

/**
 * Everything in a text that leads somewhere: links, addresses, bare domains, account, card and telephone numbers; in one
 * form, so that two ways of writing the same are equal.
 */
export function findContacts(text: string): string[] {
  const found = new Set<string>();
  let rest = text.normalize("NFKC");
  for (const [pattern, write] of KINDS) {
    rest = rest.replace(pattern, (match) => {
      found.add(write(match));
      return " ";
    });
  }
  return [...found];
}

const trimEnd = (link: string) => link.replace(/[.,;:!?…]+$/u, "");

const KINDS: [RegExp, (match: string) => string][] = [
  [
    LINK,
    (match) =>
      trimEnd(
        fold(match)
          .replace(/^https?:\/\//, "")
          .replace(/^www\./, ""),
      ).replace(/\/$/, ""),
  ],
  [MAIL, (match) => trimEnd(fold(match))],
  [IBAN, (match) => match.replaceAll(" ", "")],
  [
    DOMAIN,
    (match) =>
      trimEnd(fold(match))
        .replace(/^www\./, "")
        .replace(/\/$/, ""),
  ],
  [NUMBER, (match) => match.replace(/[^\d+]/g, "")],
];
