"use client";
import { useEffect, useRef } from "react";
import type { Recipients } from "@/lib/conversations/view/suggest-recipients";
import type { KeptDraft } from "./use-draft";

/** A new message may come from somebody else: whom to answer follows it while nothing is written. */
export function useFollowSuggestion(usual: Recipients, { written, suggest }: KeptDraft): void {
  const said = JSON.stringify(usual);
  const before = useRef(said);
  const isUntouched = written.text === "" && written.uploads.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new suggestion is followed
  useEffect(() => {
    if (before.current !== said && isUntouched) suggest(usual);
    before.current = said;
  }, [said]);
}
