"use client";
import { Sparkle } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { useKeys } from "@/components/ui/use-keys";
import { usePane } from "./pane-context";
import { useProposal } from "./use-proposal";

/** Asks for an answer where none is proposed; absent when there is no model or nothing to answer. */
export function ProposeButton() {
  const t = useTranslations("inbox.proposal");
  const { isModelOn, proposal, thread, reach } = usePane();
  const { propose } = useProposal();
  const hasQuestion = thread.messages.some(({ kind, origin }) => kind === "inbound" && origin === "person");
  const isShown = isModelOn && !proposal && hasQuestion && !reach?.refusal;
  useKeys({ y: () => (isShown ? propose() : false) });
  if (!isShown) return null;
  return (
    <span className="ml-auto">
      <Button size="small" look="ghost" onClick={propose} title={t("proposeHint")} aria-keyshortcuts="y">
        <Sparkle className="size-3.5" aria-hidden />
        {t("propose")}
      </Button>
    </span>
  );
}
