"use client";
import { createContext, useContext } from "react";
import type { Sidebar } from "@/lib/conversations/list-sidebar";
import type { Act } from "./use-acts";
import type { List, Row } from "./use-list";
import type { Place } from "./use-place";
import type { Selection } from "./use-selection";

export interface Person {
  id: number;
  name: string;
}

export interface DeskState {
  me: Person;
  employees: Person[];
  sidebar: Sidebar;
  /** Whether this person connects channels. */
  mayManage: boolean;
  place: Place;
  list: List;
  /** In the order in which they stand on the screen. */
  rows: Row[];
  arriving: number;
  letCome: () => void;
  selection: Selection;
  act: Act;
  /** Asks where to move conversations, or whom to give them to. */
  ask: (question: "move" | "assign", ids: readonly number[]) => void;
  /** Opens what somebody is written to with first. */
  write: () => void;
  /** Since when nothing can be heard of the server. */
  lostSince: Date | undefined;
}

const Context = createContext<DeskState | undefined>(undefined);
export const DeskContext = Context;

/** The desk this component stands on. */
export function useDesk(): DeskState {
  const desk = useContext(Context);
  if (!desk) throw new Error("Not on the desk");
  return desk;
}
