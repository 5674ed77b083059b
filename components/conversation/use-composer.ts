"use client";
import { type RefObject, useImperativeHandle, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Recipients } from "@/lib/conversations/view/suggest-recipients";
import type { WritingMode } from "./composer-mode";
import { type ComposerHandle, usePane } from "./pane-context";
import type { SavedState } from "./use-autosave";
import { useDiscard } from "./use-discard";
import { useDraft } from "./use-draft";
import { useFollowSuggestion } from "./use-follow-suggestion";
import { type SendHow, useSend } from "./use-send";
import { type Uploads, useUploads } from "./use-uploads";
import type { Written } from "./written";

export interface Writing {
  mode: WritingMode;
  /** On a phone the composer is closed until somebody writes. */
  isOpen: boolean;
  text: string;
  setText: (text: string) => void;
  recipients: Recipients;
  setRecipients: (recipients: Recipients) => void;
  uploads: Uploads;
  saved: SavedState;
  saveNow: () => void;
  refusal: string | undefined;
  /** The text speaks of a file and there is none: asked once before it is sent. */
  isFileMissing: boolean;
  send: (how: SendHow) => void;
  /** Throws away what is written; it can be had back for a moment. */
  discard: () => void;
  write: ComposerHandle["write"];
  field: RefObject<HTMLTextAreaElement | null>;
}

/** An answer and a note, both kept while somebody goes from one to the other. */
export function useComposer(): Writing {
  const { drafts, channel, recipients: suggested, acts, composer } = usePane();
  const usual = suggested.replyAll ?? suggested.reply;
  const reply = useDraft("reply", drafts.reply, usual);
  const note = useDraft("note", drafts.note, usual);
  const stage = useStage(note.written.text !== "" && reply.written.text === "" ? "note" : "reply");
  const { mode } = stage;
  const draft = mode === "note" ? note : reply;
  const uploads = useUploads(reply.written.uploads, {
    source: channel.source,
    onChange: (ready) => reply.change({ uploads: ready }),
    forget: (attachmentId) => void acts.removeUpload({ attachmentId }),
  });
  const giveBack = (written: Written) => {
    const whole = joinWritten(written, reply.now());
    stage.enter("reply");
    reply.change(whole);
    uploads.put(whole.uploads);
  };
  const giveNoteBack = (text: string) => {
    stage.enter("note");
    note.change({ text });
  };
  const clear = () => {
    draft.clear();
    if (mode === "reply") uploads.put([]);
    stage.leave();
  };
  const sending = useSend({
    mode,
    reply: reply.written,
    note: note.written.text,
    uploads,
    clear,
    giveBack,
    giveNoteBack,
  });
  const discard = useDiscard(mode, {
    clear,
    giveBack: () => (mode === "note" ? giveNoteBack(note.written.text) : giveBack(reply.written)),
  });
  const change = (patch: Partial<Written>) => {
    sending.clear();
    draft.change(patch);
  };
  const write: ComposerHandle["write"] = (what) => {
    stage.enter(what === "note" ? "note" : "reply");
    if (what === "replyAll" && suggested.replyAll) reply.change({ recipients: suggested.replyAll });
  };
  const insert = (text: string) => {
    const caret = stage.field.current?.selectionEnd ?? reply.now().text.length;
    const at = mode === "reply" ? caret : reply.now().text.length;
    stage.enter("reply");
    reply.change({ text: insertAt(reply.now().text, at, text) });
  };
  useImperativeHandle(composer, () => ({ write, giveBack, insert }));
  useFollowSuggestion(usual, reply);
  return {
    mode,
    isOpen: stage.isOpen || draft.written.text !== "",
    text: draft.written.text,
    setText: (text) => change({ text }),
    recipients: reply.written.recipients,
    setRecipients: (recipients) => change({ recipients }),
    uploads,
    saved: draft.saved,
    saveNow: draft.saveNow,
    refusal: sending.refusal,
    isFileMissing: sending.isFileMissing && mode === "reply" && uploads.list.length === 0,
    send: sending.send,
    discard,
    write,
    field: stage.field,
  };
}

/** Which of the two is written, and whether somebody does. */
function useStage(initial: WritingMode) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [mode, setMode] = useState(initial);
  const [isOpen, setOpen] = useState(false);
  const enter = (next: WritingMode) => {
    // At once: the next letter typed belongs to the text. The caret goes to its end.
    flushSync(() => {
      setMode(next);
      setOpen(true);
    });
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  };
  const leave = () => {
    setMode("reply");
    setOpen(false);
    // The desk's keys are for who has finished writing.
    field.current?.blur();
  };
  return { field, mode, isOpen, enter, leave };
}

/** The text with another one at a place of it, with a blank line towards what is written there. */
function insertAt(text: string, at: number, inserted: string): string {
  const [before, after] = [text.slice(0, at).trimEnd(), text.slice(at).trimStart()];
  return [before, inserted, after].filter(Boolean).join("\n\n");
}

/** What comes back stands before what was begun in the meantime. */
function joinWritten(back: Written, begun: Written): Written {
  const known = new Set(back.uploads.map(({ id }) => id));
  return {
    text: [back.text, begun.text].filter(Boolean).join("\n\n"),
    recipients: back.recipients,
    uploads: [...back.uploads, ...begun.uploads.filter(({ id }) => !known.has(id))],
  };
}
