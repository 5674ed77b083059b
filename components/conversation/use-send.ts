"use client";
import { startTransition, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { isAddress } from "@/lib/conversations/view/read-recipients";
import type { Recipients } from "@/lib/conversations/view/suggest-recipients";
import type { WritingMode } from "./composer-mode";
import { usePane } from "./pane-context";
import { speaksOfFile } from "./speaks-of-file";
import { useSettle } from "./use-settle";
import { useTakeBack } from "./use-take-back";
import type { Uploads } from "./use-uploads";
import type { Written } from "./written";

export interface SendHow {
  resolve?: boolean;
  /** Although the text speaks of a file that is not there. */
  withoutFile?: boolean;
}

interface Composed {
  mode: WritingMode;
  reply: { text: string; recipients: Recipients; uploads: Uploads };
  note: string;
  setNote: (text: string) => void;
  clear: (kind: WritingMode) => void;
  giveBack: (written: Written) => void;
}

/** Sends an answer or adds a note: shown at once, and what was written comes back when it could not be done. */
export function useSend({ mode, reply, note, setNote, clear, giveBack }: Composed) {
  const t = useTranslations("inbox.composer");
  const pane = usePane();
  const { conversation, acts, showPending, patch } = pane;
  const settle = useSettle();
  const toast = useToast();
  const takeBack = useTakeBack();
  const [refusal, setRefusal] = useState<string>();
  const [missing, setMissing] = useState<SendHow>();
  // The same words sent twice are one answer; other words are another.
  const request = useRef<{ id: string; content: string }>(undefined);

  const sendReply = (how: SendHow) => {
    const { text, recipients } = reply;
    const written: Written = { text, recipients, uploads: reply.uploads.ready };
    const attachmentIds = written.uploads.map(({ id }) => id);
    const content = JSON.stringify([text, recipients, attachmentIds]);
    if (request.current?.content !== content) request.current = { id: crypto.randomUUID(), content };
    const requestId = request.current.id;
    clear("reply");
    startTransition(async () => {
      showPending({ key: requestId, kind: "outbound", text });
      if (how.resolve) patch({ status: "resolved" });
      const asked = { conversationId: conversation.id, requestId, text, ...recipients, attachmentIds };
      const answer = await settle(acts.replyToConversation({ ...asked, resolve: how.resolve }));
      if (!answer.ok) {
        giveBack(written);
        return setRefusal(answer.message);
      }
      request.current = undefined;
      const { messageId, before } = answer.value;
      const undo = async () => {
        if (before.length > 0) await settle(acts.restoreConversations({ before }));
        takeBack({ id: messageId, body: text, recipients, attachments: asAttachments(written) });
      };
      toast({ sentence: t(how.resolve ? "leavesResolved" : "leaves"), undo });
    });
  };
  const sendNote = () => {
    clear("note");
    startTransition(async () => {
      showPending({ key: crypto.randomUUID(), kind: "note", text: note });
      const answer = await settle(acts.addNote({ conversationId: conversation.id, text: note }));
      if (answer.ok) return;
      setNote(note);
      setRefusal(answer.message);
    });
  };
  const send = (how: SendHow) => {
    const isMissing = speaksOfFile(reply.text) && reply.uploads.ready.length === 0 && !how.withoutFile;
    setMissing(undefined);
    const reason = mode === "note" ? (note.trim() ? undefined : t("empty")) : whyNot(reply, t);
    setRefusal(reason);
    if (reason) return;
    if (mode === "note") return sendNote();
    if (isMissing) return setMissing(how);
    sendReply({ ...missing, ...how });
  };
  const forgetRefusal = () => {
    setRefusal(undefined);
    setMissing(undefined);
  };
  return { send, refusal, isFileMissing: missing !== undefined, clear: forgetRefusal };
}

function whyNot(
  { text, recipients, uploads }: Composed["reply"],
  t: ReturnType<typeof useTranslations<"inbox.composer">>,
): string | undefined {
  const people = [...recipients.to, ...recipients.cc, ...recipients.bcc];
  const wrong = people.find(({ address }) => !isAddress(address));
  if (!text.trim()) return t("empty");
  if (recipients.to.length === 0) return t("nobody");
  if (wrong) return t("addressWrong", { address: wrong.address });
  if (uploads.isBusy) return t("stillUploading");
  return undefined;
}

const asAttachments = ({ uploads }: Written) =>
  uploads.map((upload) => ({ ...upload, kind: "file" as const, inline: false }));
