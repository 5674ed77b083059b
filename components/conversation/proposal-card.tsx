"use client";
import { ChevronDown, RefreshCw, Sparkle } from "lucide-react";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { useKeys } from "@/components/ui/use-keys";
import type { ShownProposal } from "@/lib/conversations/view/show-proposal";
import { ProposalActs } from "./proposal-acts";
import { ProposalGates } from "./proposal-gates";
import { ProposalSources } from "./proposal-sources";
import { ProposalText } from "./proposal-text";
import { useProposal } from "./use-proposal";

/** A proposed answer: each sentence with its sources, why a person reads it, and what to do with it. */
export function ProposalCard({ proposal }: { proposal: ShownProposal }) {
  const t = useTranslations("inbox.proposal");
  const { insert, propose } = useProposal();
  const [isOpen, setOpen] = useState(!proposal.isInserted);
  const [source, setSource] = useState<number>();
  const id = useId();
  const fold = () => setOpen(false);
  const insertAndFold = () => {
    insert?.();
    fold();
  };
  useKeys({ y: () => (insert ? insertAndFold() : false) });
  return (
    <section
      aria-label={t("title")}
      className="flex max-h-[46dvh] flex-col rounded-card border border-dashed border-input bg-background"
    >
      <header className="flex items-center gap-2 py-1 pr-1.5 pl-3">
        <Sparkle className="size-4 text-primary-text" aria-hidden />
        <h2 className="font-medium">{t(proposal.kind === "reminder" ? "reminderTitle" : "title")}</h2>
        <span className="min-w-0 flex-1 truncate text-meta text-muted-foreground">{t("nothingSent")}</span>
        <IconButton size="small" label={t("again")} icon={<RefreshCw aria-hidden />} onClick={propose} />
        <IconButton
          size="small"
          label={isOpen ? t("fold") : t("unfold")}
          icon={<ChevronDown className={isOpen ? undefined : "-rotate-90"} aria-hidden />}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        />
      </header>
      <div id={id} hidden={!isOpen} className="min-h-0 flex-1 overflow-y-auto px-3">
        <ProposalText sentences={proposal.sentences} shown={source} show={setSource} />
        <ProposalSources sources={proposal.sources} shown={source} show={setSource} />
        <ProposalGates failed={proposal.failed} passed={proposal.passed} />
      </div>
      <ProposalActs proposal={proposal} onInsert={fold} />
    </section>
  );
}
