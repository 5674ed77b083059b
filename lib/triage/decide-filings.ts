import type { FilingCandidate, listRuledFolders, NewFiling } from "@/db/queries/filing";
import { fileByRules } from "./rules/file-by-rules";
import { prepareSubject } from "./rules/prepare-subject";

type RuledFolder = Awaited<ReturnType<typeof listRuledFolders>>[number];

/**
 * The folder of each conversation: that of its first message which any rule matches, the folders asked in their order;
 * null when none does. Pure.
 */
export function decideFilings(folders: RuledFolder[], candidates: FilingCandidate[]): NewFiling[] {
  const names = new Map(folders.map((folder) => [folder.id, folder.name]));
  const decided = new Map<number, NewFiling>();
  for (const candidate of candidates) {
    const { conversationId } = candidate;
    if (decided.get(conversationId)?.folderId) continue;
    const found = fileByRules(folders, prepareSubject(ruleSubject(candidate)));
    decided.set(conversationId, {
      conversationId,
      folderId: found?.folderId ?? null,
      filing: found
        ? { folderName: names.get(found.folderId) ?? "", evidence: found.match.evidence.slice(0, 10) }
        : null,
    });
  }
  return [...decided.values()];
}

function ruleSubject(candidate: FilingCandidate) {
  const { senderAddress, senderName, recipients, messageSubject, content, attachmentNames, source } =
    candidate;
  return {
    senderAddress,
    senderName,
    recipients,
    subject: messageSubject,
    content,
    attachmentNames,
    source,
  };
}
