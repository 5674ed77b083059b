"use client";
import { useTranslations } from "use-intl";
import type { Status } from "@/db/schema";
import { usePane } from "./pane-context";

const CLOSED: readonly Status[] = ["resolved", "archived", "spam"];

/** What is done to the open conversation with one press; each is shown at once and can be undone. */
export function useActs() {
  const t = useTranslations("inbox.acts");
  const { conversation, colleagues, folders, me, acts, change } = usePane();
  const conversationIds = [conversation.id];

  const setStatus = (status: Status) =>
    change({
      patch: { status },
      act: () => acts.changeStatus({ conversationIds, status }),
      sentence: t(`done.${status}`),
    });
  const assign = (employeeId: number | null) => {
    const name = colleagues.find(({ id }) => id === employeeId)?.name;
    change({
      patch: { assigneeId: employeeId },
      act: () => acts.assignConversations({ conversationIds, employeeId }),
      sentence: name ? t("done.assigned", { name }) : t("done.unassigned"),
    });
  };
  const move = (folderId: number | null) => {
    const name = folders.find(({ id }) => id === folderId)?.name;
    change({
      patch: {
        folderId,
        filedBy: "person",
        filing: { employeeId: me.employeeId },
        ...(name ? { bulk: false } : {}),
      },
      act: () => acts.moveConversations({ conversationIds, folderId }),
      sentence: name ? t("done.moved", { name }) : t("done.unfiled"),
    });
  };
  return {
    isClosed: CLOSED.includes(conversation.status),
    setStatus,
    resolve: () => setStatus("resolved"),
    reopen: () => setStatus(conversation.assigneeId === null ? "new" : "in_progress"),
    assign,
    move,
    markUnread: () =>
      change({
        patch: { unread: true },
        act: () => acts.markConversations({ conversationIds, unread: true }),
        sentence: t("done.unread"),
      }),
    keepOutOfNewsletters: () =>
      change({
        patch: { bulk: false, filedBy: "person", filing: { employeeId: me.employeeId } },
        act: () => acts.keepOutOfNewsletters({ conversationIds }),
        sentence: t("done.keptOut"),
      }),
  };
}
