"use client";
import { useQuery } from "@tanstack/react-query";
import { Combine, UsersRound } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/components/ui/use-format";
import type { LikelyTwin } from "@/lib/customers/suggest-twins";
import { MergeDialog } from "./merge-dialog";
import { usePane } from "./pane-context";
import { useMerge } from "./use-merge";

const textButton = "touchable shrink-0 rounded-cap font-medium text-primary-text hover:underline";

/** Who else this customer may be, who they were before they were merged, and the way to both. */
export function CustomerMerges() {
  const t = useTranslations("inbox.customer.merge");
  const { panel } = usePane();
  const [isOpen, setOpen] = useState(false);
  const twins = useTwins();
  return (
    <section className="mt-2 grid gap-1.5 text-meta">
      {twins.map((twin) => (
        <Twin key={twin.customerId} twin={twin} />
      ))}
      {panel.merges.map((merge) => (
        <Merged key={merge.activityId} merge={merge} />
      ))}
      <Button look="ghost" size="small" className="-ml-2 justify-self-start" onClick={() => setOpen(true)}>
        <Combine className="size-3.5" aria-hidden />
        {t("open")}
      </Button>
      {isOpen && <MergeDialog close={() => setOpen(false)} />}
    </section>
  );
}

function useTwins(): LikelyTwin[] {
  const { panel, acts } = usePane();
  const { id: customerId } = panel.customer;
  const { data } = useQuery({
    // A merge changes who is a twin.
    queryKey: ["twins", customerId, panel.addresses.length],
    queryFn: async () => {
      const answer = await acts.suggestTwins({ customerId });
      return answer.ok ? answer.value : [];
    },
    staleTime: 60_000,
  });
  return data ?? [];
}

function Twin({ twin }: { twin: LikelyTwin }) {
  const t = useTranslations("inbox.customer.merge");
  const { merge } = useMerge();
  return (
    <div className="flex items-start gap-2 rounded-card border border-dashed border-input px-2.5 py-2">
      <UsersRound className="mt-px size-3.5 text-muted-foreground" aria-hidden />
      <p className="min-w-0 flex-1 wrap-anywhere">
        <span className="font-medium">{twin.name}</span> {twin.shownAddress}
        <span className="block text-subtle-foreground">{t(`because.${twin.because}`)}</span>
      </p>
      <button type="button" className={textButton} onClick={() => merge(twin)}>
        {t("do")}
      </button>
    </div>
  );
}

function Merged({ merge }: { merge: ReturnType<typeof usePane>["panel"]["merges"][number] }) {
  const t = useTranslations("inbox.customer.merge");
  const format = useFormat();
  const { split } = useMerge();
  const { activityId, mergedName, happenedAt } = merge;
  return (
    <p className="flex items-start gap-2 text-muted-foreground">
      <Combine className="mt-px size-3.5 text-subtle-foreground" aria-hidden />
      <span className="min-w-0 flex-1 wrap-anywhere">
        {t("with", { name: mergedName, day: format.day(happenedAt) })}
      </span>
      <button type="button" className={textButton} onClick={() => split(activityId, mergedName)}>
        {t("undo")}
      </button>
    </p>
  );
}
