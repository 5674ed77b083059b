"use client";
import { startTransition } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { withoutUnsourced } from "@/lib/conversations/view/show-proposal";
import { usePane } from "./pane-context";
import { useSettle } from "./use-settle";

export type DiscardReason = "wrong" | "incomplete" | "tone" | "notNeeded";

/** What can be done with a proposal; `insert` is undefined when there is nothing that may be inserted. */
export function useProposal() {
  const t = useTranslations("inbox.proposal");
  const { conversation, proposal, acts, composer } = usePane();
  const settle = useSettle();
  const toast = useToast();
  const run = (asked: Parameters<typeof settle>[0]) =>
    startTransition(async () => {
      const answer = await settle(asked);
      if (!answer.ok) toast({ sentence: answer.message });
    });
  const canInsert = proposal?.state === "written" && !proposal.isStale;
  const insertText = (text: string) => {
    if (!proposal) return;
    composer.current?.insert(text);
    run(acts.insertProposal({ proposalId: proposal.id }));
  };
  return {
    insert: canInsert ? () => insertText(proposal.text) : undefined,
    insertSourced: canInsert ? () => insertText(withoutUnsourced(proposal.sentences)) : undefined,
    propose: () => run(acts.proposeAnswer({ conversationId: conversation.id })),
    discard: (reason?: DiscardReason) => {
      if (!proposal) return;
      run(acts.discardProposal({ proposalId: proposal.id, reason }));
      if (proposal.state === "written") toast({ sentence: t("discarded") });
    },
  };
}
