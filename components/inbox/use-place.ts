"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { startTransition, useMemo, useOptimistic } from "react";
import { type ListFilter, readFilter, writeFilter } from "@/lib/conversations/view/list-filter";

export interface Place {
  filter: ListFilter;
  /** The filter as the URL says it. */
  query: string;
  openId: number | undefined;
  hrefOf: (id: number) => string;
  /** Opens a conversation beside the list, at once; the page follows. */
  open: (id: number) => void;
  /** The browser reads this conversation ahead, or has it from before. */
  expect: (id: number) => void;
  close: () => void;
  /** Changes the list and leaves open what is open. */
  show: (filter: ListFilter, how?: "push" | "replace") => void;
  /** Goes to another list, with nothing open. */
  goTo: (filter: ListFilter) => void;
}

/** Where somebody is: which list, and which conversation. The URL holds all of it. */
export function usePlace(): Omit<Place, "expect"> {
  const router = useRouter();
  const pathname = usePathname();
  const query = writeFilter(readFilter(useSearchParams().toString()));
  const opened = Number(/^\/inbox\/(\d+)/.exec(pathname)?.[1]) || undefined;
  const [there, setThere] = useOptimistic({ query, openId: opened });
  const { openId } = there;
  const filter = useMemo(() => readFilter(there.query), [there.query]);

  const travel = (next: typeof there, how: "push" | "replace" = "push") =>
    startTransition(() => {
      setThere(next);
      router[how](hrefTo(next.openId, next.query), { scroll: false });
    });
  const show: Place["show"] = (next, how = "push") => {
    const href = hrefTo(
      Number(/^\/inbox\/(\d+)/.exec(location.pathname)?.[1]) || undefined,
      writeFilter(next),
    );
    // The list reads by itself: no page has to be asked for.
    window.history[how === "push" ? "pushState" : "replaceState"](null, "", href);
  };
  return {
    filter,
    query: there.query,
    openId,
    hrefOf: (id) => hrefTo(id, there.query),
    open: (id) => id !== openId && travel({ query: there.query, openId: id }, openId ? "replace" : "push"),
    close: () => openId !== undefined && travel({ query: there.query, openId: undefined }),
    show,
    goTo: (next) =>
      openId === undefined ? show(next) : travel({ query: writeFilter(next), openId: undefined }),
  };
}

const hrefTo = (id: number | undefined, query: string) =>
  `/inbox${id === undefined ? "" : `/${id}`}${query && `?${query}`}`;
