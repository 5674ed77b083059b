import type { Db } from "@/db/company";
import { type FilingCandidate, listRefilable, listRuledFolders } from "@/db/queries/filing";
import { decideFilings } from "./decide-filings";
import type { RuleGroup } from "./rules/rule";

export interface RulePreview {
  seen: number;
  matched: number;
  moves: RuleMove[];
  moved: number;
  /** The period holds more conversations than were looked at. */
  partial: boolean;
}

export interface RuleMove {
  conversationId: number;
  customerName: string;
  subject: string;
  lastMessageAt: Date;
  fromFolderId: number | null;
  toFolderId: number | null;
  found: string;
}

/** The rule as it would be: of a folder that exists, or of a new one at the end of the order. */
export interface ProposedRule {
  folderId: number | null;
  rule: RuleGroup;
}

const DAYS = 90;
const SEEN_AT_MOST = 5000;
const SHOWN_AT_MOST = 100;
const NEW_FOLDER = -1;

/** What the rule would have done with the conversations of the last 90 days; nothing is written. */
export async function previewRule(db: Db, proposed: ProposedRule): Promise<RulePreview> {
  const since = new Date(Date.now() - DAYS * 86_400_000);
  const [saved, page] = await Promise.all([
    listRuledFolders(db),
    listRefilable(db, { beforeId: null, limit: SEEN_AT_MOST, since }),
  ]);
  const id = proposed.folderId ?? NEW_FOLDER;
  const folder = { id, name: "", rule: proposed.rule };
  const known = saved.some((one) => one.id === id);
  const folders = known ? saved.map((one) => (one.id === id ? folder : one)) : [...saved, folder];
  const first = new Map<number, FilingCandidate>();
  for (const candidate of page.candidates) {
    if (!first.has(candidate.conversationId)) first.set(candidate.conversationId, candidate);
  }
  const filings = decideFilings(folders, page.candidates);
  const moves = filings.flatMap((filing): RuleMove[] => {
    const candidate = first.get(filing.conversationId);
    if (!candidate || candidate.folderId === filing.folderId) return [];
    const { conversationId, customerName, subject, lastMessageAt, folderId } = candidate;
    const found = filing.filing?.evidence?.[0]?.found ?? "";
    return [
      {
        conversationId,
        customerName,
        subject,
        lastMessageAt,
        fromFolderId: folderId,
        toFolderId: filing.folderId,
        found,
      },
    ];
  });
  return {
    seen: page.conversations,
    matched: filings.filter((filing) => filing.folderId === id).length,
    moves: moves.slice(0, SHOWN_AT_MOST),
    moved: moves.length,
    partial: page.conversations === SEEN_AT_MOST,
  };
}
