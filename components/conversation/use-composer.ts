"use client";
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { Recipients } from "@/lib/conversations/view/suggest-recipients";
import type { WritingMode } from "./composer-mode";
import { type ComposerHandle, usePane } from "./pane-context";
import { type SavedState, useAutosave } from "./use-autosave";
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
  write: ComposerHandle["write"];
  field: RefObject<HTMLTextAreaElement | null>;
}

type Content = { text: string; recipients: Recipients; attachmentIds: number[] };

/** An answer and a note, both kept while somebody goes from one to the other, each saved as its own draft. */
export function useComposer(): Writing {
  const { conversation, drafts, recipients: suggested, acts, composer } = usePane();
  const field = useRef<HTMLTextAreaElement>(null);
  const usual = suggested.replyAll ?? suggested.reply;
  const [mode, setMode] = useState<WritingMode>(drafts.note && !drafts.reply ? "note" : "reply");
  const [isOpen, setOpen] = useState(Boolean(drafts.reply ?? drafts.note));
  const [reply, setReply] = useState({
    text: drafts.reply?.body ?? "",
    recipients: drafts.reply?.recipients ?? usual,
  });
  const [note, setNote] = useState(drafts.note?.body ?? "");
  const keep =
    (kind: WritingMode) =>
    async ({ text, recipients, attachmentIds }: Content) => {
      const draft = { conversationId: conversation.id, kind, body: text, attachmentIds };
      const answer = await acts.saveDraft({ ...draft, recipients: kind === "reply" ? recipients : null });
      return answer.ok;
    };
  const autosave = { reply: useAutosave(keep("reply")), note: useAutosave(keep("note")) };
  const latest = useRef(reply);
  latest.current = reply;

  const uploads = useUploads(drafts.reply?.uploads ?? [], {
    onChange: (ready) =>
      autosave.reply.touch({ ...latest.current, attachmentIds: ready.map(({ id }) => id) }),
    forget: (attachmentId) => void acts.removeUpload({ attachmentId }),
  });
  const attachmentIds = uploads.ready.map(({ id }) => id);
  const setText = (text: string) => {
    sending.clear();
    if (mode === "note") {
      setNote(text);
      autosave.note.touch({ text, recipients: usual, attachmentIds: [] });
    } else {
      setReply({ ...latest.current, text });
      autosave.reply.touch({ ...latest.current, text, attachmentIds });
    }
  };
  const setRecipients = (recipients: Recipients) => {
    sending.clear();
    setReply({ ...latest.current, recipients });
    if (latest.current.text || attachmentIds.length > 0) {
      autosave.reply.touch({ ...latest.current, recipients, attachmentIds });
    }
  };
  const giveBack = (written: Written) => {
    const text = [written.text, latest.current.text].filter(Boolean).join("\n\n");
    setMode("reply");
    setOpen(true);
    setReply({ text, recipients: written.recipients });
    uploads.put([
      ...written.uploads,
      ...uploads.ready.filter(({ id }) => !written.uploads.some((one) => one.id === id)),
    ]);
    autosave.reply.touch({
      text,
      recipients: written.recipients,
      attachmentIds: [...written.uploads.map(({ id }) => id), ...attachmentIds],
    });
    focusSoon(field);
  };
  const write: ComposerHandle["write"] = (what) => {
    setMode(what === "note" ? "note" : "reply");
    setOpen(true);
    if (what === "replyAll" && suggested.replyAll) setRecipients(suggested.replyAll);
    focusSoon(field);
  };
  const clear = (kind: WritingMode) => {
    autosave[kind].forget();
    setOpen(false);
    // The desk's keys are for who has finished writing.
    field.current?.blur();
    if (kind === "note") {
      setMode("reply");
      return setNote("");
    }
    setReply({ text: "", recipients: usual });
    uploads.put([]);
  };
  const sending = useSend({ mode, reply: { ...reply, uploads }, note, setNote, clear, giveBack });
  useImperativeHandle(composer, () => ({ write, giveBack }));
  useFollowSuggestion(usual, { isUntouched: !reply.text && attachmentIds.length === 0, setReply });
  return {
    mode,
    isOpen,
    text: mode === "note" ? note : reply.text,
    setText,
    recipients: reply.recipients,
    setRecipients,
    uploads,
    saved: autosave[mode].state,
    saveNow: autosave[mode].saveNow,
    refusal: sending.refusal,
    isFileMissing: sending.isFileMissing && mode === "reply" && uploads.list.length === 0,
    send: sending.send,
    write,
    field,
  };
}

/** A new message may come from somebody else: whom to answer follows it while nothing is written. */
function useFollowSuggestion(
  usual: Recipients,
  {
    isUntouched,
    setReply,
  }: { isUntouched: boolean; setReply: (reply: { text: string; recipients: Recipients }) => void },
): void {
  const said = JSON.stringify(usual);
  const before = useRef(said);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new suggestion is followed
  useEffect(() => {
    if (before.current !== said && isUntouched) setReply({ text: "", recipients: usual });
    before.current = said;
  }, [said]);
}

/** After the field was shown; the caret goes to the end. */
function focusSoon(field: RefObject<HTMLTextAreaElement | null>): void {
  requestAnimationFrame(() => {
    const area = field.current;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  });
}
