import "server-only";
import type { ReplayMove } from "@/components/settings/replay-moves";
import type { Replay } from "@/components/settings/replay-pane";
import type { Db } from "@/db/company";
import { listFolders } from "@/db/queries/folders-list";
import type { SignedInEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { previewRule, type RuleMove } from "@/lib/triage/preview-rule";
import type { RuleGroup } from "@/lib/triage/rules/rule";
import { ruleInWords } from "./rule-in-words";

interface Replayed {
  folderId: number | null;
  name: string;
  rule: RuleGroup;
  employee: Pick<SignedInEmployee, "timeZone">;
}

const FOUND_AT_MOST = 60;

/** What the rule would have done in 90 days, with names for ids and words for the rule. Nothing is written. */
export async function showReplay(db: Db, { folderId, rule, name, employee }: Replayed): Promise<Replay> {
  const [{ moves, keeps, partial, ...counts }, folders, { t, format }] = await Promise.all([
    previewRule(db, { folderId, rule }),
    listFolders(db),
    getText(employee.timeZone),
  ]);
  const folderName = name.trim() || t("settings.folder.new");
  const names = new Map(folders.map((folder) => [folder.id, folder.name]));
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? folderName));
  const show = (move: RuleMove): ReplayMove => ({
    conversationId: move.conversationId,
    customerName: move.customerName,
    subject: move.subject,
    source: move.source,
    when: format.listTime(move.lastMessageAt),
    from: nameOf(move.fromFolderId),
    to: nameOf(move.toFolderId),
    found: move.found.slice(0, FOUND_AT_MOST),
  });
  return {
    ...counts,
    isPartial: partial,
    sentence: t("settings.folder.sentence", { rule: ruleInWords(rule, t), name: folderName }),
    moves: moves.map(show),
    keeps: keeps.map(show),
  };
}
