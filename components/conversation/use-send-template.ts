"use client";
import { startTransition, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { fillTemplate } from "@/lib/conversations/view/fill-template";
import { usePane } from "./pane-context";
import { type ChosenTemplate, chooseTemplate, type Template } from "./template-fields";
import { useSettle } from "./use-settle";
import { useTakeBack } from "./use-take-back";

/** A template that is being filled in, the first until another is chosen, and how it leaves. */
export function useSendTemplate(templates: readonly Template[]) {
  const t = useTranslations("inbox.composer");
  const errors = useTranslations("errors");
  const { conversation, acts, showPending } = usePane();
  const settle = useSettle();
  const toast = useToast();
  const takeBack = useTakeBack();
  const [first] = templates;
  const [asked, setAsked] = useState<ChosenTemplate>();
  const [refusal, setRefusal] = useState<string>();
  // The same template sent twice is one answer.
  const request = useRef<{ id: string; content: string }>(undefined);
  const chosen = asked ?? (first && chooseTemplate(first));
  const change = (next: ChosenTemplate) => {
    setRefusal(undefined);
    setAsked(next);
  };
  const send = () => {
    if (!chosen) return;
    const { template, parameters } = chosen;
    if (parameters.some((value) => !value.trim())) return setRefusal(errors("templateIncomplete"));
    const { name, language } = template;
    const content = JSON.stringify(chosen);
    if (request.current?.content !== content) request.current = { id: crypto.randomUUID(), content };
    const requestId = request.current.id;
    startTransition(async () => {
      showPending({ key: requestId, kind: "outbound", text: fillTemplate(template, parameters) });
      const given = { conversationId: conversation.id, requestId, name, language, parameters };
      const answer = await settle(acts.replyWithTemplate(given));
      if (!answer.ok) return setRefusal(answer.message);
      request.current = undefined;
      setAsked(undefined);
      const taken = { id: answer.value.messageId, body: "", attachments: [], content: { template: given } };
      const undo = () => takeBack({ ...taken, recipients: { to: [], cc: [], bcc: [] } });
      toast({ sentence: t("leaves"), undo });
    });
  };
  return { chosen, change, refusal, send };
}
