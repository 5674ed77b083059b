import type { Db } from "@/db/company";
import { type FilingCandidate, listRefilable, type NewFiling } from "@/db/queries/filing";
import { listFolders } from "@/db/queries/folders-list";
import { decideFilings } from "./decide-filings";
import type { RuleGroup } from "./rules/rule";

export interface RulePreview {
  seen: number;
  matched: number;
  moved: number;
  /** Of those that would move, how many have no folder now. */
  unfiled: number;
  moves: RuleMove[];
  /** Conversations a person filed elsewhere: the rule fits them, and they stay. */
  kept: number;
  keeps: RuleMove[];
  /** How many fit in each of the last 13 weeks, the oldest first. */
  weeks: RuleWeek[];
  /** The period holds more conversations than were looked at. */
  partial: boolean;
}

export interface RuleMove {
  conversationId: number;
  customerName: string;
  subject: string;
  source: FilingCandidate["source"];
  lastMessageAt: Date;
  fromFolderId: number | null;
  toFolderId: number | null;
  found: string;
}

interface RuleWeek {
  startsAt: Date;
  matched: number;
}

/** The rule as it would be: of a folder that exists, or of a new one at the end of the order. */
export interface ProposedRule {
  folderId: number | null;
  rule: RuleGroup;
}

const DAY_MS = 86_400_000;
const DAYS = 90;
const WEEKS = 13;
const SEEN_AT_MOST = 5000;
const SHOWN_AT_MOST = 100;
const NEW_FOLDER = -1;

/** What the rule would have done with the conversations of the last 90 days; nothing is written. */
export async function previewRule(db: Db, proposed: ProposedRule): Promise<RulePreview> {
  const now = Date.now();
  const since = new Date(now - DAYS * DAY_MS);
  const [saved, page] = await Promise.all([
    listFolders(db),
    listRefilable(db, { beforeId: null, limit: SEEN_AT_MOST, since, handFiled: true }),
  ]);
  const id = proposed.folderId ?? NEW_FOLDER;
  const decided = decideFilings(withProposed(saved, { id, name: "", rule: proposed.rule }), page.candidates);
  const first = new Map<number, FilingCandidate>();
  for (const candidate of page.candidates) {
    if (!first.has(candidate.conversationId)) first.set(candidate.conversationId, candidate);
  }
  const outcomes = decided.flatMap((filing) => outcomeOf(filing, first.get(filing.conversationId)));
  const matched = outcomes.filter((move) => move.toFolderId === id);
  const changing = outcomes.filter((move) => move.fromFolderId !== move.toFolderId);
  const moves = changing.filter((move) => !move.handFiled);
  const keeps = changing.filter((move) => move.handFiled && move.toFolderId === id);
  return {
    seen: page.conversations,
    matched: matched.length,
    moved: moves.length,
    unfiled: moves.filter((move) => move.fromFolderId === null).length,
    moves: moves.slice(0, SHOWN_AT_MOST),
    kept: keeps.length,
    keeps: keeps.slice(0, SHOWN_AT_MOST),
    weeks: weeksOf(matched, now),
    partial: page.conversations === SEEN_AT_MOST,
  };
}

/** The folders with a rule, in their order, as they would be; a new one decides last. */
function withProposed(
  saved: { id: number; name: string; rule: RuleGroup | null }[],
  folder: { id: number; name: string; rule: RuleGroup },
) {
  const others = saved.map((one) => (one.id === folder.id ? folder : one));
  if (folder.id === NEW_FOLDER) others.push(folder);
  return others.flatMap(({ id, name, rule }) => (rule ? [{ id, name, rule }] : []));
}

type Outcome = RuleMove & { handFiled: boolean };

function outcomeOf({ folderId, filing }: NewFiling, candidate: FilingCandidate | undefined): Outcome[] {
  if (!candidate) return [];
  const { conversationId, customerName, subject, source, lastMessageAt } = candidate;
  return [
    {
      ...{ conversationId, customerName, subject, source, lastMessageAt },
      fromFolderId: candidate.folderId,
      toFolderId: folderId,
      found: filing?.evidence?.[0]?.found ?? "",
      handFiled: candidate.filedBy === "person",
    },
  ];
}

function weeksOf(matched: RuleMove[], now: number): RuleWeek[] {
  const weeks = Array.from({ length: WEEKS }, (_, index) => ({
    startsAt: new Date(now - (WEEKS - index) * 7 * DAY_MS),
    matched: 0,
  }));
  for (const { lastMessageAt } of matched) {
    const ago = Math.floor((now - lastMessageAt.getTime()) / (7 * DAY_MS));
    const week = weeks[Math.max(0, WEEKS - 1 - Math.max(0, ago))];
    if (week) week.matched += 1;
  }
  return weeks;
}
