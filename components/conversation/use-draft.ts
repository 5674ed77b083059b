"use client";
import { useRef, useState } from "react";
import type { ShownDraft } from "@/lib/conversations/view/read-conversation";
import type { Recipients } from "@/lib/conversations/view/suggest-recipients";
import type { WritingMode } from "./composer-mode";
import { recallDraft, rememberDraft } from "./draft-memory";
import { usePane } from "./pane-context";
import { type SavedState, useAutosave } from "./use-autosave";
import type { Written } from "./written";

export interface KeptDraft {
  written: Written;
  /** What is written at this moment, for what was begun earlier. */
  now: () => Written;
  /** Changes what is written and has it saved a moment later. */
  change: (patch: Partial<Written>) => void;
  /** Empties it; nothing more is saved. */
  clear: () => void;
  /** Whom it goes to while nothing is written; not worth saving. */
  suggest: (recipients: Recipients) => void;
  saved: SavedState;
  saveNow: () => void;
}

/** One employee's answer or note, as it was left, here or on the server. */
export function useDraft(kind: WritingMode, stored: ShownDraft | undefined, usual: Recipients): KeptDraft {
  const { conversation, acts, me } = usePane();
  const ref = { conversationId: conversation.id, employeeId: me.employeeId, kind };
  const empty: Written = { text: "", recipients: usual, uploads: [] };
  const [written, setWritten] = useState<Written>(() => recallDraft(ref) ?? readStored(stored, usual));
  // What is changed twice in one moment is changed on top of the first change.
  const latest = useRef(written);
  const autosave = useAutosave(async ({ text, recipients, uploads }: Written) => {
    const answer = await acts.saveDraft({
      conversationId: conversation.id,
      kind,
      body: text,
      recipients: kind === "reply" ? recipients : null,
      attachmentIds: uploads.map(({ id }) => id),
    });
    return answer.ok;
  });
  const show = (next: Written) => {
    latest.current = next;
    setWritten(next);
    rememberDraft(ref, next);
  };
  return {
    written,
    now: () => latest.current,
    change: (patch) => {
      const next = { ...latest.current, ...patch };
      show(next);
      if (next.text || next.uploads.length > 0 || patch.text !== undefined) autosave.touch(next);
    },
    clear: () => {
      autosave.forget();
      show(empty);
    },
    suggest: (recipients) => show({ ...latest.current, recipients }),
    saved: autosave.state,
    saveNow: autosave.saveNow,
  };
}

const readStored = (stored: ShownDraft | undefined, usual: Recipients): Written => ({
  text: stored?.body ?? "",
  recipients: stored?.recipients ?? usual,
  uploads: stored?.uploads ?? [],
});
