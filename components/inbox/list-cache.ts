"use client";
import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { ListPage } from "@/lib/conversations/list-page";
import { readFilter } from "@/lib/conversations/view/list-filter";
import { staysInList } from "@/lib/conversations/view/stays-in-list";
import type { Row } from "./use-list";

type Pages = InfiniteData<ListPage>;
export type RowChange = Partial<
  Pick<
    Row,
    "status" | "assigneeId" | "assigneeName" | "folderId" | "folderName" | "unread" | "bulk" | "filedBy"
  >
>;

const LISTS = ["conversations"];

/** What every read list held, to put it back when a change is refused or undone. */
export const keepLists = (client: QueryClient) => client.getQueriesData<Pages>({ queryKey: LISTS });

export function putListsBack(client: QueryClient, kept: ReturnType<typeof keepLists>): void {
  for (const [key, pages] of kept) client.setQueryData(key, pages);
}

/** Changes conversations in every list that was read, before the server has; those that no longer belong leave it. */
export function changeLists(
  client: QueryClient,
  { ids, change, employeeId }: { ids: readonly number[]; change: RowChange; employeeId: number },
): void {
  for (const [key, pages] of keepLists(client)) {
    if (!pages) continue;
    const filter = readFilter(String(key[1]));
    const changeRow = (row: Row) => (ids.includes(row.id) ? { ...row, ...change } : row);
    const belongs = (row: Row) => !ids.includes(row.id) || staysInList(row, { filter, employeeId });
    const changed = pages.pages.map((page) => ({ ...page, rows: page.rows.map(changeRow).filter(belongs) }));
    client.setQueryData<Pages>(key, { ...pages, pages: changed });
  }
}

/** Everything on the desk is read again, silently. */
export function readDeskAgain(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: LISTS });
  void client.invalidateQueries({ queryKey: ["counters"] });
}
