"use client";
import { usePane } from "./pane-context";
import { ProposalCard } from "./proposal-card";
import { FailedProposal, NoProposal, StaleProposal, WritingProposal } from "./proposal-states";

/** What a model proposes to answer, above where the answer is written; nothing when it proposes nothing. */
export function Proposal() {
  const { proposal } = usePane();
  if (!proposal) return null;
  return (
    <div className="shrink-0 px-5 pb-2 max-md:px-3" aria-live="polite">
      {proposal.state === "writing" && <WritingProposal />}
      {proposal.state === "none" && <NoProposal />}
      {proposal.state === "failed" && <FailedProposal failure={proposal.failure ?? "failed"} />}
      {proposal.state === "written" &&
        (proposal.isStale ? <StaleProposal /> : <ProposalCard key={proposal.id} proposal={proposal} />)}
    </div>
  );
}
