import type * as actions from "@/app/inbox/actions";
import type { Status } from "@/db/schema";
import type { RowChange } from "./list-cache";

export type ActProps = Pick<
  typeof actions,
  | "changeStatus"
  | "assignConversations"
  | "moveConversations"
  | "markConversations"
  | "keepOutOfNewsletters"
  | "restoreConversations"
>;

export type Named = { id: number; name: string } | null;

/** What can be done to conversations from the desk. */
export type Deed =
  | { kind: "status"; status: Status }
  | { kind: "assign"; to: Named }
  | { kind: "move"; to: Named }
  | { kind: "mark"; unread: boolean }
  | { kind: "keepOut" };

interface Plan {
  /** What the rows become, before the server has said so. */
  change: RowChange;
  ask: (conversationIds: number[]) => ReturnType<ActProps["changeStatus"]>;
  /** The sentence that tells it, a key under `inbox.list.did`. */
  word:
    | Status
    | "moved"
    | "movedOut"
    | "assigned"
    | "assignedToMe"
    | "unassigned"
    | "read"
    | "unread"
    | "keptOut";
  values: { folder: string; name: string };
}

export function planAct(deed: Deed, acts: ActProps, me: number): Plan {
  const values = { folder: "", name: "" };
  switch (deed.kind) {
    case "status": {
      const { status } = deed;
      const ask = (conversationIds: number[]) => acts.changeStatus({ conversationIds, status });
      return { change: { status }, ask, word: status, values };
    }
    case "assign":
      return planAssign(deed.to, acts, me);
    case "move":
      return planMove(deed.to, acts);
    case "mark": {
      const { unread } = deed;
      const ask = (conversationIds: number[]) => acts.markConversations({ conversationIds, unread });
      return { change: { unread }, ask, word: unread ? "unread" : "read", values };
    }
    case "keepOut": {
      const ask = (conversationIds: number[]) => acts.keepOutOfNewsletters({ conversationIds });
      return { change: { bulk: false, filedBy: "person" }, ask, word: "keptOut", values };
    }
  }
}

function planAssign(to: Named, acts: ActProps, me: number): Plan {
  const name = to?.name ?? "";
  return {
    change: { assigneeId: to?.id ?? null, assigneeName: to?.name ?? null },
    ask: (conversationIds) => acts.assignConversations({ conversationIds, employeeId: to?.id ?? null }),
    word: !to ? "unassigned" : to.id === me ? "assignedToMe" : "assigned",
    values: { folder: "", name },
  };
}

function planMove(to: Named, acts: ActProps): Plan {
  const filed = to ? { bulk: false } : {};
  return {
    change: { folderId: to?.id ?? null, folderName: to?.name ?? null, filedBy: "person", ...filed },
    ask: (conversationIds) => acts.moveConversations({ conversationIds, folderId: to?.id ?? null }),
    word: to ? "moved" : "movedOut",
    values: { folder: to?.name ?? "", name: "" },
  };
}
