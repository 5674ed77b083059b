import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { SearchTerms } from "@/lib/search/parse-search";
import { type Asked, conditionsOf } from "./conversation-conditions";
import { type ConversationRow, isoOf, readRows } from "./conversation-rows";

export interface Hit {
  messageId: number;
  conversationId: number;
  /** ISO, with microseconds. */
  sentAt: string;
}

interface Hits {
  terms: SearchTerms;
  limit: number;
  /** Only what was sent before this hit. */
  before?: Hit;
  /** Looks at the newest 5,000 messages and no further: always quick. */
  newestOnly?: boolean;
}

/** The newest messages in which every term is found, newest first. */
export async function listHits(db: Db, { terms, limit, before, newestOnly = false }: Hits): Promise<Hit[]> {
  const rows = await db.execute<{ messageId: string; conversationId: string; sentAt: string }>(sql`
    with q as materialized (select ${driveOf(terms)} as drive, ${wholeOf(terms)} as whole)
    select h.message_id as "messageId", h.conversation_id as "conversationId", ${isoOf(sql`h.sent_at`)} as "sentAt"
    from q, search_messages(case when numnode(q.drive) = 0 then q.whole else q.drive end, q.whole, ${limit}::int,
      ${before?.sentAt ?? "infinity"}::timestamptz, ${before?.messageId ?? 0}::bigint, ${newestOnly}) h`);
  return rows.map((row) => ({
    ...row,
    messageId: Number(row.messageId),
    conversationId: Number(row.conversationId),
  }));
}

/** The conversations of these hits that the filter lets through, in the order of the hits. */
export async function listFoundConversations(db: Db, asked: Asked, hits: Hit[]): Promise<ConversationRow[]> {
  const ids = [...new Set(hits.map((hit) => hit.conversationId))];
  if (ids.length === 0) return [];
  const conditions = sql.join([...conditionsOf(db, asked), sql`c.id in ${ids}`], sql` and `);
  const page = sql`select c.*, '' as sort_key from conversations c where ${conditions}`;
  const rows = await readRows(db, asked.employeeId, page, sql`p.id`);
  return rows.map(({ sortKey: _, ...row }) => row).sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

export interface Found {
  messageId: number;
  /** Text in which every second part is what was looked for. */
  subject: string[];
  snippet: string[];
}

// Private-use characters: no mail has them to say something.
const [BEGIN, END] = ["\ue000", "\ue001"];
const AROUND = `StartSel=${BEGIN}, StopSel=${END}, MaxFragments=1, MaxWords=24, MinWords=12`;
const WHOLE = `StartSel=${BEGIN}, StopSel=${END}, HighlightAll=true`;
const READ_AT_MOST = 20_000;
// Where the index saw a gap between words (see message-search.ts), ts_headline must see one too: a control character.
const JOINTS = [..."\u00a0\u202f\u2009’ʼ‘“”«»°–—…•€"];
const PARTED = JOINTS.map((_, index) => String.fromCharCode(index < 8 ? index + 1 : index + 6));
const part = (text: SQL) => sql`translate(${text}, ${JOINTS.join("")}, ${PARTED.join("")})`;

/** Where in these messages the terms stand. */
export async function findInMessages(db: Db, terms: SearchTerms, messageIds: number[]): Promise<Found[]> {
  if (messageIds.length === 0) return [];
  const rows = await db.execute<{ messageId: string; subject: string; snippet: string }>(sql`
    with q as materialized (select ${wholeOf(terms)} as whole)
    select m.id as "messageId", ts_headline('inbox', ${part(sql`c.subject`)}, q.whole, ${WHOLE}) as subject,
      ts_headline('inbox', ${part(sql`left(m.body, ${READ_AT_MOST}::int)`)}, q.whole, ${AROUND}) as snippet
    from q, messages m
    join conversations c on c.company_id = m.company_id and c.id = m.conversation_id
    where m.company_id = ${db.companyId} and m.id in ${messageIds}`);
  return rows.map((row) => ({
    messageId: Number(row.messageId),
    subject: partsOf(row.subject),
    snippet: partsOf(row.snippet),
  }));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those that part() put in
const CONTROL = /[\x01-\x08\x0e-\x1f]/g;

const partsOf = (text: string) =>
  text
    .replace(/\s+/g, " ")
    .replace(CONTROL, (sign) => JOINTS[PARTED.indexOf(sign)] ?? "")
    .split(/[\ue000\ue001]/u);

const plain = (text: string) => sql`plainto_tsquery('inbox', ${text})`;
const either = (parts: SQL[]) => sql`(${sql.join(parts, sql` || `)})`;
const both = (parts: SQL[]) => (parts.length > 0 ? sql`(${sql.join(parts, sql` && `)})` : sql`''::tsquery`);

/** Everything that must be found. */
const wholeOf = (terms: SearchTerms) => both([...completeOf(terms), ...prefixOf(terms)]);

/** What the index is asked for; the rest is checked on what it finds. A short beginning would make it read too much. */
const driveOf = (terms: SearchTerms) =>
  both([...completeOf(terms), ...((terms.prefix?.word.length ?? 0) > 2 ? prefixOf(terms) : [])]);

function completeOf({ words, phrases }: SearchTerms): SQL[] {
  const phrase = (text: string) => sql`phraseto_tsquery('inbox', ${text})`;
  return [...words.map(wordOf), ...phrases.map(phrase)];
}

// A stop word is nowhere in the index; its other forms must not take its place.
const wordOf = (forms: string[]) =>
  sql`case when ${isStopWord(forms[0] ?? "")} then ''::tsquery else ${either(forms.map(plain))} end`;

const isStopWord = (word: string) => sql`numnode(${plain(word)}) = 0`;

// One that may be a stop word ("livraison de…") waits for its next letter, unless it is all there is.
function prefixOf({ prefix, ...complete }: SearchTerms): SQL[] {
  if (!prefix) return [];
  const { begin, forms, behind } = prefix;
  const query = either([
    ...begin.map(beginning),
    ...forms.map(plain),
    ...(behind?.begin[0] ? [both([plain(behind.head), either(behind.begin.map(beginning))])] : []),
  ]);
  const others = sql`numnode(${both(completeOf(complete))}) > 0`;
  return [sql`case when ${isStopWord(prefix.word)} and ${others} then ''::tsquery else ${query} end`];
}

// Not through the configuration: "can" is an English stop word, and the way to "canapé".
const beginning = (text: string) =>
  sql`('''' || translate(unaccent(lower(${text})), '''\\', '') || ''':*')::tsquery`;
