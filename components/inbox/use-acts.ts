"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { changeLists, keepLists, putListsBack, readDeskAgain } from "./list-cache";
import { type ActProps, type Deed, planAct } from "./plan-act";

interface Doer {
  acts: ActProps;
  employeeId: number;
  /** Called before the rows change, while one can still see who comes next. */
  onAct: (ids: readonly number[], deed: Deed) => void;
  /** Called when rows are back where they were. */
  onBack: () => void;
  /** Whether the change will be heard of: the open page is then read again by the notice of it. */
  isLive: boolean;
}

export type Act = (ids: readonly number[], deed: Deed) => void;

const AT_ONCE = 200;

/** Does something to conversations: shown at once, told in a sentence, undone with z, put back when it was refused. */
export function useActs({ acts, employeeId, onAct, onBack, isLive }: Doer): Act {
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const t = useTranslations();

  const readAgain = () => {
    readDeskAgain(client);
    if (!isLive) router.refresh();
  };
  const undo = async (kept: ReturnType<typeof keepLists>, before: { activityId: number }[]) => {
    await client.cancelQueries({ queryKey: ["conversations"] });
    putListsBack(client, kept);
    onBack();
    const answer = await acts.restoreConversations({ before }).catch(() => undefined);
    if (answer?.ok !== true) toast({ sentence: answer?.message ?? t("errors.unknown") });
    readAgain();
  };
  return async (all, deed) => {
    const ids = all.slice(0, AT_ONCE);
    if (ids.length === 0) return;
    const { change, ask, word, values } = planAct(deed, acts, employeeId);
    await client.cancelQueries({ queryKey: ["conversations"] });
    const kept = keepLists(client);
    onAct(ids, deed);
    changeLists(client, { ids, change, employeeId });
    const answer = await ask(ids).catch(() => undefined);
    if (answer?.ok !== true) {
      putListsBack(client, kept);
      onBack();
      toast({ sentence: answer?.message ?? t("errors.unknown") });
      return readAgain();
    }
    const { before } = answer.value;
    const sentence = t(`inbox.list.did.${word}`, { ...values, count: ids.length });
    if (before.length > 0) toast({ sentence, undo: () => undo(kept, before) });
    readAgain();
  };
}
