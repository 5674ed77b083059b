"use client";
import { startTransition } from "react";
import { useDesk } from "@/components/inbox/desk-context";
import type { Deed } from "@/components/inbox/plan-act";
import type { Status } from "@/db/schema";
import { type ConversationPatch, usePane } from "./pane-context";

const CLOSED: readonly Status[] = ["resolved", "archived", "spam"];

/** What is done to the open conversation with one press: the desk does it, and what is open shows it at once. */
export function useActs() {
  const { conversation, colleagues, folders, me, patch } = usePane();
  const { act } = useDesk();
  const run = (deed: Deed, shown: ConversationPatch) =>
    startTransition(async () => {
      patch(shown);
      await act([conversation.id], deed);
    });
  const named = (list: { id: number; name: string }[], id: number | null) =>
    list.find((one) => one.id === id) ?? null;
  const byHand = { filedBy: "person", filing: { employeeId: me.employeeId } } as const;

  const setStatus = (status: Status) => run({ kind: "status", status }, { status });
  return {
    isClosed: CLOSED.includes(conversation.status),
    setStatus,
    resolve: () => setStatus("resolved"),
    reopen: () => setStatus(conversation.assigneeId === null ? "new" : "in_progress"),
    assign: (id: number | null) => run({ kind: "assign", to: named(colleagues, id) }, { assigneeId: id }),
    move: (id: number | null) =>
      run(
        { kind: "move", to: named(folders, id) },
        { ...byHand, folderId: id, bulk: id === null && conversation.bulk },
      ),
    markUnread: () => run({ kind: "mark", unread: true }, { unread: true }),
    keepOutOfNewsletters: () => run({ kind: "keepOut" }, { ...byHand, bulk: false }),
  };
}
