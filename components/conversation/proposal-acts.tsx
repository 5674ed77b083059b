"use client";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { KeyCap } from "@/components/ui/key-cap";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { ShownProposal } from "@/lib/conversations/view/show-proposal";
import { type DiscardReason, useProposal } from "./use-proposal";

const REASONS: DiscardReason[] = ["wrong", "incomplete", "tone", "notNeeded"];

/** Insert, insert what has a source, set aside: with why, if somebody likes to say so. */
export function ProposalActs({ proposal, onInsert }: { proposal: ShownProposal; onInsert: () => void }) {
  const t = useTranslations("inbox.proposal");
  const { insert, insertSourced, discard } = useProposal();
  const sourced = proposal.sentences.filter(({ states, sources }) => states && sources.length > 0);
  const unsourced = proposal.sentences.some(({ states, sources }) => states && sources.length === 0);
  const then = (act: (() => void) | undefined) => () => {
    act?.();
    onInsert();
  };
  return (
    <footer className="flex flex-wrap items-center gap-2 px-3 py-2">
      <Button onClick={then(insert)} aria-keyshortcuts="y">
        {t("insert")}
        <KeyCap>y</KeyCap>
      </Button>
      {unsourced && sourced.length > 0 && <Button onClick={then(insertSourced)}>{t("insertSourced")}</Button>}
      <span className="flex-1" />
      <Button look="ghost" onClick={() => discard()}>
        {t("discard")}
      </Button>
      <Menu
        align="end"
        side="top"
        trigger={
          <Button look="ghost" aria-label={t("discardBecause")} className="-ml-3 px-1.5">
            <ChevronDown className="size-3.5" aria-hidden />
          </Button>
        }
      >
        {REASONS.map((reason) => (
          <MenuItem key={reason} onSelect={() => discard(reason)}>
            {t(`reasons.${reason}`)}
          </MenuItem>
        ))}
      </Menu>
    </footer>
  );
}
