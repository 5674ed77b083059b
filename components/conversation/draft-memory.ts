import type { DraftRef } from "@/db/queries/drafts";
import type { Written } from "./written";

const kept = new Map<string, Written>();

const keyOf = ({ conversationId, employeeId, kind }: DraftRef) => `${employeeId} ${conversationId} ${kind}`;

/** What was written here since the page came: a page that was read ahead may know less than this tab. */
export const recallDraft = (draft: DraftRef): Written | undefined => kept.get(keyOf(draft));

export function rememberDraft(draft: DraftRef, written: Written): void {
  kept.set(keyOf(draft), written);
}
