import type { Gate, Proposal, ProposalSentence, ProposalSource } from "@/db/schema";

/** What an open conversation shows of what a model proposes. */
export interface ShownProposal {
  id: number;
  kind: Proposal["kind"];
  state: "writing" | "none" | "failed" | "written";
  /** Something newer was said since: it cannot leave as it is. */
  isStale: boolean;
  failure: string | null;
  text: string;
  sentences: ProposalSentence[];
  sources: ProposalSource[];
  /** What a machine alone may not do about it, and what it passed. */
  failed: Gate[];
  passed: Gate[];
  isInserted: boolean;
  createdAt: Date;
}

type Read = Proposal & { isStale: boolean };

/** A proposal for people; `decided` are the gates that speak of the conversation. */
export function showProposal(proposal: Read, decided: readonly Gate[]): ShownProposal {
  const { id, kind, isStale, failure, text, sentences, sources, createdAt } = proposal;
  const own = new Set(proposal.gates.map(({ gate }) => gate));
  const gates = [...proposal.gates, ...decided.filter(({ gate }) => !own.has(gate))];
  return {
    ...{ id, kind, isStale, failure, sentences, sources, createdAt },
    state: stateOf(proposal),
    text: text ?? "",
    failed: gates.filter(({ passed }) => !passed),
    passed: gates.filter(({ passed }) => passed),
    isInserted: proposal.insertedAt !== null,
  };
}

function stateOf({ writtenAt, failure }: Proposal): ShownProposal["state"] {
  if (writtenAt === null) return "writing";
  if (failure === null) return "written";
  return failure === "nothingFound" ? "none" : "failed";
}

/** The text without the sentences that no source says. */
export const withoutUnsourced = (sentences: readonly ProposalSentence[]): string =>
  sentences
    .filter(({ states, sources }) => !states || sources.length > 0)
    .map(({ text, after }) => text + after)
    .join("")
    .trim();
