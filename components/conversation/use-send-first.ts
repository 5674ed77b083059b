"use client";
import { useRef, useTransition } from "react";
import { useTranslations } from "use-intl";
import { useDesk } from "@/components/inbox/desk-context";
import { useToast } from "@/components/ui/toast";
import { type FirstWritten, forgetFirst } from "./first-memory";
import type { FirstMessage, NewConversationActs, WritableChannel } from "./use-new-conversation";
import { useSettle } from "./use-settle";
import type { Uploads } from "./use-uploads";

interface Sending {
  acts: NewConversationActs;
  channel: WritableChannel;
  written: FirstWritten;
  template: FirstMessage["template"];
  uploads: Uploads;
  refuse: (sentence: string) => void;
}

/** Sends a first message and opens its conversation, or says what is missing. */
export function useSendFirst({ acts, channel, written, template, uploads, refuse }: Sending) {
  const t = useTranslations("inbox.newConversation");
  const whyNot = useWhyNotFirst();
  const settle = useSettle();
  const toast = useToast();
  const { place } = useDesk();
  const [isBusy, start] = useTransition();
  // The same words sent twice are one conversation.
  const request = useRef<{ id: string; content: string }>(undefined);
  const send = () => {
    const reason = whyNot({ written, template, uploads });
    if (reason) return refuse(reason);
    const content = JSON.stringify(written);
    if (request.current?.content !== content) request.current = { id: crypto.randomUUID(), content };
    const requestId = request.current.id;
    const filled = template && template !== "needed" ? template : undefined;
    start(async () => {
      const answer = await settle(
        acts.startConversation({
          integrationId: channel.id,
          requestId,
          recipient: written.recipient ?? { name: "", address: written.to },
          subject: channel.source === "email" ? written.subject : "",
          text: filled ? "" : written.text,
          attachmentIds: filled || channel.source === "sms" ? [] : uploads.ready.map(({ id }) => id),
          template: filled && {
            name: filled.template.name,
            language: filled.template.language,
            parameters: filled.parameters,
          },
        }),
      );
      if (!answer.ok) return refuse(answer.message);
      forgetFirst();
      place.open(answer.value.conversationId);
      toast({ sentence: t("leaves") });
    });
  };
  return { isBusy, send };
}

function useWhyNotFirst() {
  const t = useTranslations("inbox.composer");
  const errors = useTranslations("errors");
  return ({ written, template, uploads }: Pick<Sending, "written" | "template" | "uploads">) => {
    if (!written.to.trim()) return t("nobody");
    if (template === "needed") return t("whatsapp.noTemplate");
    if (template?.parameters.some((value) => !value.trim())) return errors("templateIncomplete");
    if (!template && !written.text.trim() && uploads.ready.length === 0) return t("empty");
    return uploads.isBusy ? t("stillUploading") : undefined;
  };
}
