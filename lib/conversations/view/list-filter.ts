import type { Source, Status } from "@/db/schema";

/** What a person chose to see in the list; it lives in the page's URL, where only what differs from the usual stands. */
export const VIEWS = [
  "inbox",
  "mine",
  "unassigned",
  "drafts",
  "sent",
  "failed",
  "newsletters",
  "all",
] as const;
export type View = (typeof VIEWS)[number];

export const SORTS = ["recent", "priority", "waiting", "status"] as const;
export type Sort = (typeof SORTS)[number];

export const STATUS_CHOICES = [
  "open",
  "any",
  "new",
  "in_progress",
  "urgent",
  "resolved",
  "archived",
  "spam",
] as const satisfies readonly (Status | "open" | "any")[];
export type StatusChoice = (typeof STATUS_CHOICES)[number];

const SOURCE_CHOICES: readonly Source[] = ["email", "sms", "whatsapp", "webhook"];

export interface ListFilter {
  view: View;
  folder?: number | "none";
  /** One mailbox, number or webhook. */
  channel?: number;
  status: StatusChoice;
  source?: Source;
  assignee?: number | "none";
  sort: Sort;
  /** What is searched for, as typed. */
  q?: string;
}

/** Work waits in the first three and in folders; the others show what was, whatever its status. A search looks everywhere. */
export function usualStatus({ view, q }: Pick<ListFilter, "view" | "q">): StatusChoice {
  return ["inbox", "mine", "unassigned"].includes(view) && !q ? "open" : "any";
}

/** Reads a query string; what makes no sense counts as not said. */
export function readFilter(query: string): ListFilter {
  const asked = new URLSearchParams(query);
  const view = oneOf(VIEWS, asked.get("view")) ?? "inbox";
  // A space at the end ends the last word.
  const q = asked.get("q")?.trimStart().slice(0, 200) || undefined;
  return {
    view,
    q,
    folder: readIdOrNone(asked.get("folder")),
    channel: readId(asked.get("channel")),
    status: oneOf(STATUS_CHOICES, asked.get("status")) ?? usualStatus({ view, q }),
    source: oneOf(SOURCE_CHOICES, asked.get("source")),
    assignee: readIdOrNone(asked.get("assignee")),
    sort: oneOf(SORTS, asked.get("sort")) ?? "recent",
  };
}

/** The query string of a filter, always in the same order: "" for the inbox itself. */
export function writeFilter(filter: ListFilter): string {
  const said = new URLSearchParams();
  const say = (name: string, value: string | number | undefined) =>
    value !== undefined && value !== "" && said.set(name, String(value));
  say("view", filter.view === "inbox" ? undefined : filter.view);
  say("folder", filter.folder);
  say("channel", filter.channel);
  say("status", filter.status === usualStatus(filter) ? undefined : filter.status);
  say("source", filter.source);
  say("assignee", filter.assignee);
  say("sort", filter.sort === "recent" ? undefined : filter.sort);
  say("q", filter.q?.trimStart());
  return said.toString();
}

const oneOf = <Value extends string>(known: readonly Value[], value: string | null): Value | undefined =>
  known.find((one) => one === value);

function readId(value: string | null): number | undefined {
  const id = Number(value);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

const readIdOrNone = (value: string | null) => (value === "none" ? value : readId(value));
