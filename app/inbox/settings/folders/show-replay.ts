import "server-only";
import type { Replay } from "@/components/settings/replay-pane";
import type { Db } from "@/db/company";
import { listFolders } from "@/db/queries/folders-list";
import type { SignedInEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import type { RulePreview } from "@/lib/triage/preview-rule";
import type { RuleGroup } from "@/lib/triage/rules/rule";
import { ruleInWords } from "./rule-in-words";

interface Shown {
  replay: RulePreview;
  rule: RuleGroup;
  name: string;
  employee: Pick<SignedInEmployee, "timeZone">;
}

/** The replay with names for ids and words for the rule. */
export async function showReplay(db: Db, { replay, rule, name, employee }: Shown): Promise<Replay> {
  const { t, format } = await getText(employee.timeZone);
  const folderName = name.trim() || t("settings.folder.new");
  const names = new Map((await listFolders(db)).map((folder) => [folder.id, folder.name]));
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? folderName));
  return {
    seen: replay.seen,
    matched: replay.matched,
    moved: replay.moved,
    isPartial: replay.partial,
    sentence: t("settings.folder.sentence", { rule: ruleInWords(rule, t), name: folderName }),
    moves: replay.moves.map((move) => ({
      conversationId: move.conversationId,
      customerName: move.customerName,
      subject: move.subject,
      when: format.listTime(move.lastMessageAt),
      from: nameOf(move.fromFolderId),
      to: nameOf(move.toFolderId),
      found: move.found.slice(0, 60),
    })),
  };
}
