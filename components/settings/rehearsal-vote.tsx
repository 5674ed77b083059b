"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { Verdict } from "@/db/schema";

interface RehearsalVoteProps {
  isModelFirst: boolean;
  vote: (verdict: Verdict) => void;
}

/** Which of the two a person would send, before they know whose it is. */
export function RehearsalVote({ isModelFirst, vote }: RehearsalVoteProps) {
  const t = useTranslations("model.rehearsal");
  const [first, second]: Verdict[] = isModelFirst ? ["model", "person"] : ["person", "model"];
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="float-left mr-2 text-muted-foreground">{t("whichOne")}</legend>
      <Button size="small" onClick={() => first && vote(first)}>
        {t("a")}
      </Button>
      <Button size="small" onClick={() => second && vote(second)}>
        {t("b")}
      </Button>
      <Button size="small" look="ghost" onClick={() => vote("equal")}>
        {t("both")}
      </Button>
      <Button size="small" look="ghost" onClick={() => vote("neither")}>
        {t("neither")}
      </Button>
    </fieldset>
  );
}
