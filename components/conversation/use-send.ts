"use client";
import { startTransition, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import type { WritingMode } from "./composer-mode";
import { usePane } from "./pane-context";
import { speaksOfFile } from "./speaks-of-file";
import { useSettle } from "./use-settle";
import { useTakeBack } from "./use-take-back";
import type { Uploads } from "./use-uploads";
import { useWhyNot } from "./use-why-not";
import type { Written } from "./written";

export interface SendHow {
  resolve?: boolean;
  /** Although the text speaks of a file that is not there. */
  withoutFile?: boolean;
}

interface Composed {
  mode: WritingMode;
  reply: Written;
  note: string;
  uploads: Uploads;
  /** Empties what is sent. */
  clear: () => void;
  giveBack: (written: Written) => void;
  giveNoteBack: (text: string) => void;
}

/** Sends what is written, or says what is missing. */
export function useSend(composed: Composed) {
  const { mode, reply, note, uploads } = composed;
  const t = useTranslations("inbox.composer");
  const { channel } = usePane();
  const [refusal, setRefusal] = useState<string>();
  const [missing, setMissing] = useState<SendHow>();
  const whyNot = useWhyNot();
  const sendReply = useSendReply(composed, setRefusal);
  const sendNote = useSendNote(composed, setRefusal);
  const send = (how: SendHow) => {
    const text = mode === "note" ? note : reply.text;
    const reason = mode === "note" ? (text.trim() ? undefined : t("empty")) : whyNot(reply, uploads);
    setRefusal(reason);
    setMissing(undefined);
    if (reason) return;
    if (mode === "note") return sendNote();
    if (channel.source !== "sms" && speaksOfFile(text) && reply.uploads.length === 0 && !how.withoutFile)
      return setMissing(how);
    sendReply({ ...missing, ...how });
  };
  const clear = () => {
    setRefusal(undefined);
    setMissing(undefined);
  };
  return { send, refusal, isFileMissing: missing !== undefined, clear };
}

// Elsewhere than by mail it goes to whoever wrote.
const NOBODY = { to: [], cc: [], bcc: [] };

type Refuse = (sentence: string) => void;

/** Shown at once; what was written comes back when it could not be queued, or when it is taken back. */
function useSendReply({ reply, clear, giveBack }: Composed, refuse: Refuse) {
  const t = useTranslations("inbox.composer");
  const { conversation, channel, acts, showPending, patch } = usePane();
  const settle = useSettle();
  const toast = useToast();
  const takeBack = useTakeBack();
  // The same words sent twice are one answer; other words are another.
  const request = useRef<{ id: string; content: string }>(undefined);
  return ({ resolve }: SendHow) => {
    const { text, recipients, uploads } = reply;
    const content = JSON.stringify(reply);
    if (request.current?.content !== content) request.current = { id: crypto.randomUUID(), content };
    const requestId = request.current.id;
    const attachmentIds = uploads.map(({ id }) => id);
    clear();
    startTransition(async () => {
      showPending({ key: requestId, kind: "outbound", text });
      if (resolve) patch({ status: "resolved" });
      const people = channel.source === "email" ? recipients : NOBODY;
      const asked = { conversationId: conversation.id, requestId, text, ...people, attachmentIds };
      const answer = await settle(acts.replyToConversation({ ...asked, resolve }));
      if (!answer.ok) {
        giveBack(reply);
        return refuse(answer.message);
      }
      request.current = undefined;
      const { messageId, before } = answer.value;
      const undo = async () => {
        if (before.length > 0) await settle(acts.restoreConversations({ before }));
        takeBack({ id: messageId, body: text, recipients, content: null, attachments: uploads });
      };
      toast({ sentence: t(resolve ? "leavesResolved" : "leaves"), undo });
    });
  };
}

function useSendNote({ note: text, clear, giveNoteBack }: Composed, refuse: Refuse) {
  const { conversation, acts, showPending } = usePane();
  const settle = useSettle();
  return () => {
    clear();
    startTransition(async () => {
      showPending({ key: crypto.randomUUID(), kind: "note", text });
      const answer = await settle(acts.addNote({ conversationId: conversation.id, text }));
      if (answer.ok) return;
      giveNoteBack(text);
      refuse(answer.message);
    });
  };
}
