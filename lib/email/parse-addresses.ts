import addressparser from "nodemailer/lib/addressparser";
import type { EmailAddress } from "@/lib/email/headers";
import { oneLine } from "@/lib/email/parse-clean";
import { decodeWords, WORDS } from "@/lib/email/parse-words";

const LONGEST_HEADER = 64 * 1024;
const LONGEST_ADDRESS = 900;
const MOST_ADDRESSES = 500;

/** The addresses in header values such as From or To, in order, groups flattened; what has no address is left out. */
export function readAddresses(values: string[] | undefined): EmailAddress[] {
  if (!values?.length) return [];
  return parse(values.join(", ").slice(0, LONGEST_HEADER)).slice(0, MOST_ADDRESSES);
}

// Words are taken out before the commas and brackets are read: RFC 2047 decodes after the structure is known.
function parse(header: string): EmailAddress[] {
  const words: string[] = [];
  const structure = header
    .replace(/[\ue000\ue001]/g, "")
    .replace(WORDS, (row) => `\ue000${words.push(decodeWords(row)) - 1}\ue001`);
  const restore = (text: string) =>
    text.replace(/\ue000(\d+)\ue001/g, (_, index) => words[Number(index)] ?? "");
  return addressparser(structure, { flatten: true }).flatMap((entry) => {
    const name = oneLine(restore(entry.name))
      .replace(/^(["'])(.*)\1$/, "$2")
      .trim();
    const address = cleanAddress(restore(entry.address));
    if (address) return [{ name, address }];
    return addressInName(name, entry.name.startsWith("\ue000"));
  });
}

function cleanAddress(address: string): string {
  const clean = oneLine(address)
    .replace(/[\u200b-\u200f\u2060]/g, "")
    .replace(/^'(.*)'$/, "$1")
    .toLowerCase();
  return clean.length <= LONGEST_ADDRESS ? clean : "";
}

/** Some senders encode the whole "Name <address>" as one word; others write a bare local name. */
function addressInName(name: string, encoded: boolean): EmailAddress[] {
  const [, shown = "", address = ""] = (encoded && /^(.*?)<([^<>\s@]+@[^<>\s@]+)>\s*$/.exec(name)) || [];
  if (address) return [{ name: shown.replace(/["']/g, "").trim(), address: cleanAddress(address) }];
  return name && !/[\s:;<>]/.test(name) ? [{ name: "", address: cleanAddress(name) }] : [];
}
