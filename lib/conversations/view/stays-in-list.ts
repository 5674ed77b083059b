import type { ConversationRow } from "@/db/queries/conversation-rows";
import type { ListFilter } from "./list-filter";

const OPEN = ["new", "in_progress", "urgent"];

type Seen = Pick<ConversationRow, "status" | "bulk" | "folderId" | "assigneeId">;

/** Whether a conversation that was just changed still belongs in the list somebody looks at. */
export function staysInList(
  row: Seen,
  { filter, employeeId }: { filter: ListFilter; employeeId: number },
): boolean {
  const { view, status, folder, assignee, q } = filter;
  const is = (value: number | null, asked: number | "none" | undefined) =>
    asked === undefined || (asked === "none" ? value === null : value === asked);
  if (!is(row.folderId, folder) || !is(row.assigneeId, assignee)) return false;
  if (view === "mine" && row.assigneeId !== employeeId) return false;
  if (view === "unassigned" && row.assigneeId !== null) return false;
  if (view === "newsletters" && !row.bulk) return false;
  if (view === "inbox" && !q && folder === undefined && row.bulk) return false;
  if (status === "open") return OPEN.includes(row.status) && !row.bulk;
  if (status === "any") return view === "all" || row.status !== "spam";
  return row.status === status;
}
