import type { Recipient } from "@/db/schema";

/** True for what can be an e-mail address; whether it exists, the sending tells. */
export const isAddress = (text: string): boolean =>
  /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$/.test(text.trim());

/** 'Paul Perrin <p@x.fr>; "Renaud, Camille" <c@x.fr>, d@x.fr': people as somebody types or pastes them. */
export function readRecipients(text: string): Recipient[] {
  return text
    .split(/[,;\n\t](?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map(readOne)
    .filter(({ address }) => address !== "");
}

function readOne(text: string): Recipient {
  const named = /^\s*(.*?)\s*<([^<>]*)>\s*$/.exec(text);
  if (!named) return { name: "", address: text.trim() };
  return { name: (named[1] ?? "").replace(/^"|"$/g, "").trim(), address: (named[2] ?? "").trim() };
}
