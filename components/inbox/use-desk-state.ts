"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { ListPage } from "@/lib/conversations/list-page";
import type { Sidebar } from "@/lib/conversations/list-sidebar";
import { staysInList } from "@/lib/conversations/view/stays-in-list";
import type { DeskState, Person } from "./desk-context";
import { changeLists } from "./list-cache";
import { type ActProps, type Deed, planAct } from "./plan-act";
import { useActs } from "./use-acts";
import { useList } from "./use-list";
import { useLive } from "./use-live";
import { ONE_PANE } from "./use-media";
import { type Place, usePlace } from "./use-place";
import { useSelection } from "./use-selection";
import { useSteadyRows } from "./use-steady-rows";

export interface DeskStart {
  me: Person;
  employees: Person[];
  sidebar: Sidebar;
  mayManage: boolean;
  /** The first page of the list that the URL asks for. */
  initial: { query: string; page: ListPage };
  acts: ActProps;
}

const COUNTED_EVERY = 60_000;

/** Everything the desk knows: where somebody is, what stands in the list, what is checked, and what can be done. */
export function useDeskState({ me, employees, initial, acts, ...start }: DeskStart) {
  const client = useQueryClient();
  const there = usePlace();
  const keptPages = useRef(new Set<number>());
  const expect = (id: number) => void keptPages.current.add(id);
  if (there.openId !== undefined) expect(there.openId);
  const open = (id: number) => {
    // Reading it is what marks it; the page says so to the server.
    changeLists(client, { ids: [id], change: { unread: false }, employeeId: me.id });
    there.open(id);
  };
  const place: Place = { ...there, open, expect };
  const [held, setHeld] = useState(false);
  const [asking, setAsking] = useState<{ question: "move" | "assign"; ids: readonly number[] }>();
  const { lostSince } = useLive(keptPages);
  const sidebar = useSidebar(start.sidebar);
  const list = useList(place.query, initial);
  const left = useRef(new Set<number>());
  const query = list.isOther ? "another" : place.query;
  const { rows, arriving, letCome } = useSteadyRows({ query, fresh: list.rows, held, left: left.current });
  const selection = useSelection(rows, place.query);

  const onAct = (ids: readonly number[], deed: Deed) => {
    const { change } = planAct(deed, acts, me.id);
    const leaves = (id: number) => {
      const row = rows.find((one) => one.id === id);
      return (
        row !== undefined && !staysInList({ ...row, ...change }, { filter: place.filter, employeeId: me.id })
      );
    };
    const leaving = ids.filter(leaves);
    for (const id of leaving) left.current.add(id);
    if (place.openId !== undefined && leaving.includes(place.openId)) goOn(place, rows, leaving);
  };
  const act = useActs({ acts, employeeId: me.id, onAct, onBack: letCome, isLive: !lostSince });
  const ask: DeskState["ask"] = (question, ids) => setAsking({ question, ids });
  const desk = {
    me,
    employees,
    sidebar,
    mayManage: start.mayManage,
    place,
    list,
    rows,
    arriving,
    letCome,
    selection,
    act,
    ask,
    write: () => place.write(),
    lostSince,
  };
  return {
    desk: desk satisfies DeskState,
    asking,
    answered: () => setAsking(undefined),
    setHeld,
  };
}

function useSidebar(initial: Sidebar): Sidebar {
  const { data } = useQuery({
    queryKey: ["counters"],
    queryFn: async ({ signal }): Promise<Sidebar> => {
      const answer = await fetch("/inbox/counters", { signal });
      if (answer.status === 401) location.assign("/sign-in");
      if (!answer.ok) throw new Error(`The counters answered ${answer.status}`);
      return answer.json();
    },
    initialData: initial,
    refetchInterval: COUNTED_EVERY,
    refetchIntervalInBackground: true,
  });
  return data;
}

/** The open conversation leaves the list: the next one opens, on a phone the list comes back. */
function goOn(place: Place, rows: DeskState["rows"], leaving: number[]): void {
  const at = rows.findIndex((row) => row.id === place.openId);
  const stays = (row: { id: number }) => !leaving.includes(row.id);
  const next = rows.slice(at + 1).find(stays) ?? rows.slice(0, at).findLast(stays);
  if (next && !window.matchMedia(ONE_PANE).matches) place.open(next.id);
  else place.close();
}
