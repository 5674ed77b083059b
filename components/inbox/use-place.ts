"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { startTransition, useMemo, useOptimistic, useRef } from "react";
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
  /** To whom somebody is being written first, as the URL says it; undefined when nobody is. */
  writing: { to: string } | undefined;
  /** Opens what somebody is written to with first, over what is there. */
  write: (first?: { channel: number; to: string }) => void;
  stopWriting: () => void;
  /** Goes there from a conversation that is no more. */
  writeAgain: () => void;
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
  const { opened, asked, isOurs } = useWriting(pathname);
  const [there, setThere] = useOptimistic({ query, openId: opened.current, writing: asked });
  const { openId, writing } = there;
  const filter = useMemo(() => readFilter(there.query), [there.query]);

  const travel = (next: typeof there, how: "push" | "replace" = "push") =>
    startTransition(() => {
      setThere(next);
      const href = next.writing ? writingHref(next.query) : hrefTo(next.openId, next.query);
      router[how](href, { scroll: false });
    });
  const goTo = (openId: number | undefined, query: string, how?: "push" | "replace") =>
    travel({ query, openId, writing: undefined }, how);
  const show: Place["show"] = (next, how = "push") => {
    const href = hrefTo(
      Number(/^\/inbox\/(\d+)/.exec(location.pathname)?.[1]) || undefined,
      writeFilter(next),
    );
    // The list reads by itself: no page has to be asked for.
    window.history[how === "push" ? "pushState" : "replaceState"](null, "", href);
  };
  const stopWriting = () => {
    if (isOurs.current) window.history.back();
    else window.history.replaceState(null, "", hrefTo(openId, there.query));
  };
  return {
    filter,
    query: there.query,
    openId,
    hrefOf: (id) => hrefTo(id, there.query),
    open: (id) => {
      if (id !== openId) goTo(id, there.query, openId || writing ? "replace" : "push");
      else if (writing) stopWriting();
    },
    close: () => openId !== undefined && goTo(undefined, there.query),
    writing,
    write: (first) => {
      if (writing) return;
      isOurs.current = true;
      window.history.pushState(null, "", writingHref(there.query, first));
    },
    stopWriting,
    writeAgain: () => {
      opened.current = undefined;
      travel({ query: there.query, openId: undefined, writing: { to: "" } }, "replace");
    },
    show,
    goTo: (next) => (openId === undefined ? show(next) : goTo(undefined, writeFilter(next))),
  };
}

const NEW = "/inbox/new";

/** Where somebody is written to first, beside which list: "/inbox/new?channel=3&to=…". */
function writingHref(query: string, first?: { channel: number; to: string }): string {
  const asked = new URLSearchParams(query);
  if (first) asked.set("channel", String(first.channel));
  if (first) asked.set("to", first.to);
  return asked.size > 0 ? `${NEW}?${asked}` : NEW;
}

/** What is open stays where it is while somebody is written to over it. */
function useWriting(pathname: string) {
  const to = useSearchParams().get("to") ?? "";
  const isWriting = pathname === NEW;
  const opened = useRef<number>(undefined);
  // Whether the address before this one is ours to go back to.
  const isOurs = useRef(false);
  if (!isWriting) {
    opened.current = Number(/^\/inbox\/(\d+)/.exec(pathname)?.[1]) || undefined;
    isOurs.current = false;
  }
  return { opened, asked: isWriting ? { to } : undefined, isOurs };
}

const hrefTo = (id: number | undefined, query: string) =>
  `/inbox${id === undefined ? "" : `/${id}`}${query && `?${query}`}`;
