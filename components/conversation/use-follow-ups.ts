"use client";
import { startTransition } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { useFormat } from "@/components/ui/use-format";
import { usePane } from "./pane-context";
import { useSettle } from "./use-settle";

const MORNING = 9;

/** Plans to write again at nine in the morning some days from now, and ends what was planned. */
export function useFollowUps() {
  const t = useTranslations("inbox.followUp");
  const format = useFormat();
  const { conversation, acts } = usePane();
  const settle = useSettle();
  const toast = useToast();
  return {
    plan: (days: number) =>
      startTransition(async () => {
        const dueAt = new Date();
        dueAt.setDate(dueAt.getDate() + days);
        dueAt.setHours(MORNING, 0, 0, 0);
        const asked = { conversationId: conversation.id, dueAt: dueAt.toISOString() };
        const answer = await settle(acts.planFollowUp(asked));
        toast({ sentence: answer.ok ? t("planned", { date: format.dayName(dueAt) }) : answer.message });
      }),
    end: (followUpId: number, ending: "done" | "cancelled") =>
      startTransition(async () => {
        const answer = await settle(acts.endFollowUp({ followUpId, ending }));
        if (!answer.ok) toast({ sentence: answer.message });
      }),
  };
}
