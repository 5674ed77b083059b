import { storable } from "@/lib/email/parse-clean";
import { decodeWords } from "@/lib/email/parse-words";

const LONGEST_ID = 500;
const LAST_IDS = 15;

/**
 * The ids in a Message-ID, In-Reply-To or References value, in order, each once, without their brackets. Ids without "@" are
 * tolerated inside brackets, because some senders make them; free text and ids over 500 characters are not ids.
 */
export function listEmailIds(value: string): string[] {
  const ids = [...decodeWords(value).matchAll(/<([^<>\s]+)>/g)].map(([, id = ""]) => storable(id));
  return [...new Set(ids)].filter((id) => id && id.length <= LONGEST_ID);
}

/** The id of a mail by its Message-ID header; "" when there is none that can be used. A bare id is taken as it is. */
export function readEmailId(values: string[] | undefined): string {
  for (const value of values ?? []) {
    const [bracketed] = listEmailIds(value);
    const [bare = ""] = /^[^<>\s]+@[^<>\s]+$/.exec(value.trim()) ?? [];
    const id = bracketed ?? storable(bare);
    if (id && id.length <= LONGEST_ID) return id;
  }
  return "";
}

/** The ids of References values from oldest to newest, capped to the first and the last 15 (RFC 5322 3.6.4). */
export function readReferences(values: string[] | undefined): string[] {
  const ids = [...new Set((values ?? []).flatMap(listEmailIds))];
  return ids.length > LAST_IDS + 1 ? [...ids.slice(0, 1), ...ids.slice(-LAST_IDS)] : ids;
}
