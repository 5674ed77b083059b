"use client";
import { useKeys } from "@/components/ui/use-keys";
import { readFilter, type View } from "@/lib/conversations/view/list-filter";
import { useDesk } from "./desk-context";

const GO: Record<string, View> = {
  "g i": "inbox",
  "g m": "mine",
  "g u": "unassigned",
  "g d": "drafts",
  "g s": "sent",
  "g a": "all",
};

/** The keys that are there whatever has the focus; acts are for the open conversation, or else the focused row. */
export function DeskKeys({ showShortcuts }: { showShortcuts: () => void }) {
  const { place, act, ask, me, write } = useDesk();
  const target = (): number[] => {
    const row = document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset.row;
    const id = row ? Number(row) : place.openId;
    return id === undefined ? [] : [id];
  };
  const onTarget = (run: (ids: number[]) => void) => () => {
    const ids = target();
    if (ids.length > 0) run(ids);
    return ids.length > 0;
  };
  const goTo = Object.entries(GO).map(([key, view]) => [key, () => place.goTo(readFilter(`view=${view}`))]);
  useKeys({
    ...Object.fromEntries(goTo),
    "?": showShortcuts,
    c: write,
    u: place.close,
    Escape: place.close,
    e: onTarget((ids) => act(ids, { kind: "status", status: "resolved" })),
    "#": onTarget((ids) => act(ids, { kind: "status", status: "archived" })),
    "!": onTarget((ids) => act(ids, { kind: "status", status: "spam" })),
    v: onTarget((ids) => ask("move", ids)),
    "shift+a": onTarget((ids) => ask("assign", ids)),
    "shift+m": onTarget((ids) => act(ids, { kind: "assign", to: me })),
    "shift+u": onTarget((ids) => act(ids, { kind: "mark", unread: true })),
    "shift+i": onTarget((ids) => act(ids, { kind: "mark", unread: false })),
    F6: (event) => goToPane(event.shiftKey ? -1 : 1),
    "shift+F6": () => goToPane(-1),
  });
  return null;
}

const FOCUSABLE =
  '[tabindex="0"], a[href]:not([tabindex="-1"]), button:not([tabindex="-1"]), input, textarea';

/** From pane to pane, round and round. */
function goToPane(step: number): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter(
    (pane) => pane.offsetParent,
  );
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const pane = panes[(at + step + panes.length) % panes.length];
  (pane?.querySelector<HTMLElement>(FOCUSABLE) ?? pane)?.focus();
}
