"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ListPage } from "@/lib/conversations/list-page";

export type Row = ListPage["rows"][number];

/** The pages of one list. Its first one comes with the document; others keep what was shown until they are there. */
export function useList(query: string, initial: { query: string; page: ListPage }) {
  const pages = useInfiniteQuery({
    queryKey: ["conversations", query],
    queryFn: ({ pageParam, signal }) => readPage(query, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    initialData: query === initial.query ? { pages: [initial.page], pageParams: [""] } : undefined,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => distinct(pages.data?.pages.flatMap((page) => page.rows) ?? []), [pages.data]);
  return {
    rows,
    /** Of which list the rows are: while another loads, still the one before. */
    isOther: pages.isPlaceholderData,
    isLoading: pages.isPending || pages.isPlaceholderData,
    hasMore: pages.hasNextPage,
    isLoadingMore: pages.isFetchingNextPage,
    more: () => pages.hasNextPage && !pages.isFetchingNextPage && void pages.fetchNextPage(),
    failed: pages.isError && !pages.isFetching,
    readAgain: () => void pages.refetch(),
    newestOnly: pages.data?.pages.some((page) => page.newestOnly) ?? false,
  };
}

export type List = ReturnType<typeof useList>;

async function readPage(query: string, cursor: string, signal: AbortSignal): Promise<ListPage> {
  const asked = new URLSearchParams(query);
  if (cursor) asked.set("cursor", cursor);
  const answer = await fetch(`/inbox/conversations?${asked}`, { signal });
  if (answer.status === 401) location.assign("/sign-in");
  if (!answer.ok) throw new Error(`The list answered ${answer.status}`);
  return answer.json();
}

// A conversation that moves while pages are read, or is found by two hits, may stand on two of them.
function distinct(rows: Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
