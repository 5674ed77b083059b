import { type Db, withCompany } from "@/db/company";
import type { Asked } from "@/db/queries/conversation-conditions";
import { limitTime } from "@/db/queries/conversation-list";
import type { ConversationRow } from "@/db/queries/conversation-rows";
import { type Found, findInMessages, type Hit, listFoundConversations, listHits } from "@/db/queries/search";
import { parseSearch, type SearchTerms } from "./parse-search";

export type FoundConversation = ConversationRow & { found?: Found };

export interface SearchPage {
  rows: FoundConversation[];
  next: string | null;
  /** The search took too long: only the newest messages were looked at. */
  newestOnly: boolean;
}

const HITS = 50;
const ROUNDS = 4;
const ENOUGH = 20;
const MILLISECONDS = 1_000;

/**
 * One page of the conversations in which something was found, the newest hit first. A conversation may come again on a
 * later page, for an older hit.
 */
export async function searchConversations(
  companyId: number,
  asked: Asked & { cursor?: string },
): Promise<SearchPage> {
  const terms = parseSearch(asked.filter.q ?? "");
  if (!terms) return { rows: [], next: null, newestOnly: false };
  const search = (newestOnly: boolean) =>
    withCompany(companyId, async (db) => {
      if (!newestOnly) await limitTime(db, MILLISECONDS);
      return walkHits(db, { ...asked, terms, newestOnly });
    });
  try {
    return await search(false);
  } catch (error) {
    if (!tookTooLong(error)) throw error;
    return search(true);
  }
}

interface Walk extends Asked {
  terms: SearchTerms;
  cursor?: string;
  newestOnly: boolean;
}

// A narrow filter drops most hits: a few rounds, then the person asks for more.
async function walkHits(db: Db, walk: Walk): Promise<SearchPage> {
  const rows: FoundConversation[] = [];
  let before = readCursor(walk.cursor);
  for (let round = 0; round < ROUNDS && rows.length < ENOUGH; round += 1) {
    const hits = await listHits(db, { ...walk, limit: HITS, before });
    rows.push(...(await readHits(db, walk, hits, rows)));
    before = hits[HITS - 1];
    if (!before) return { rows, next: null, newestOnly: walk.newestOnly };
  }
  return { rows, next: before ? `${before.sentAt}~${before.messageId}` : null, newestOnly: walk.newestOnly };
}

async function readHits(
  db: Db,
  walk: Walk,
  hits: Hit[],
  known: FoundConversation[],
): Promise<FoundConversation[]> {
  const fresh = hits.filter((hit) => !known.some((row) => row.id === hit.conversationId));
  const newest = new Map<number, Hit>();
  for (const hit of fresh) if (!newest.has(hit.conversationId)) newest.set(hit.conversationId, hit);
  const messageIds = [...newest.values()].map((hit) => hit.messageId);
  const [rows, found] = await Promise.all([
    listFoundConversations(db, walk, fresh),
    findInMessages(db, walk.terms, messageIds),
  ]);
  const byMessage = new Map(found.map((one) => [one.messageId, one]));
  return rows.map((row) => ({ ...row, found: byMessage.get(newest.get(row.id)?.messageId ?? 0) }));
}

function readCursor(cursor: string | undefined): Hit | undefined {
  const [sentAt = "", id = ""] = cursor?.split("~") ?? [];
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(sentAt) || !/^\d{1,18}$/.test(id)) return undefined;
  return { sentAt, messageId: Number(id), conversationId: 0 };
}

// 57014: query_canceled, by statement_timeout.
const tookTooLong = (error: unknown): boolean =>
  error instanceof Error && ("code" in error && error.code === "57014" ? true : tookTooLong(error.cause));
