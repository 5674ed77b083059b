"use client";
import { startTransition } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { usePane } from "./pane-context";
import { useSettle } from "./use-settle";

/** Makes another customer and this one the same, or takes that back; each can be undone. */
export function useMerge() {
  const t = useTranslations("inbox.customer.merge");
  const { panel, acts } = usePane();
  const settle = useSettle();
  const toast = useToast();
  const split = (activityId: number, name: string) =>
    startTransition(async () => {
      const answer = await settle(acts.splitCustomers({ activityId }));
      toast({ sentence: answer.ok ? t("split", { name }) : answer.message });
    });
  const merge = (other: { customerId: number; name: string }) =>
    startTransition(async () => {
      const asked = { keptId: panel.customer.id, mergedId: other.customerId };
      const answer = await settle(acts.mergeCustomers(asked));
      if (!answer.ok) return toast({ sentence: answer.message });
      const undo = () => split(answer.value, other.name);
      toast({ sentence: t("merged", { name: other.name }), undo });
    });
  return { merge, split };
}
