"use client";
import { startTransition } from "react";
import { useTranslations } from "use-intl";
import { useDesk } from "@/components/inbox/desk-context";
import { useToast } from "@/components/ui/toast";
import type { ThreadMessage } from "@/db/queries/thread";
import type { Upload } from "@/db/queries/uploads";
import { rememberFirst } from "./first-memory";
import { usePane } from "./pane-context";
import { useSettle } from "./use-settle";

type Taken = Pick<ThreadMessage, "id" | "body" | "recipients" | "content"> &
  Partial<Pick<ThreadMessage, "origin">> & { attachments: Upload[] };

/** Takes an answer back before it leaves: its text, recipients and files are in the composer again. */
export function useTakeBack() {
  const t = useTranslations("inbox.composer");
  const { acts, composer, hide } = usePane();
  const beginAgain = useBeginAgain();
  const settle = useSettle();
  const toast = useToast();
  return ({ id, origin, body, recipients, content, attachments }: Taken) =>
    startTransition(async () => {
      hide(id);
      const answer = await settle(acts.cancelReply({ messageId: id }));
      if (!answer.ok) return toast({ sentence: answer.message });
      if (answer.value.isFirst)
        return beginAgain({ body: content?.template ? "" : body, recipients, attachments });
      // It is proposed again, above the editor.
      if (origin === "automatic") return toast({ sentence: t("automaticTakenBack") });
      // The words of a template are WhatsApp's.
      if (content?.template) return toast({ sentence: t("templateTakenBack") });
      const uploads = attachments.map(({ id, name, type, size }) => ({ id, name, type, size }));
      composer.current?.giveBack({ text: body, recipients, uploads });
      toast({ sentence: t("takenBack") });
    });
}

/** What was to begin a conversation stands again in the form that begins one. */
function useBeginAgain() {
  const t = useTranslations("inbox.newConversation");
  const { conversation, channel } = usePane();
  const { place } = useDesk();
  const toast = useToast();
  return ({ body, recipients, attachments }: Pick<Taken, "body" | "recipients" | "attachments">) => {
    const [recipient] = recipients.to;
    rememberFirst({
      channelId: conversation.integrationId,
      to: recipient?.address ?? "",
      recipient,
      subject: channel.source === "email" ? conversation.subject : "",
      text: body,
      template: undefined,
      uploads: attachments.map(({ id, name, type, size }) => ({ id, name, type, size })),
    });
    place.writeAgain();
    toast({ sentence: t("takenBack") });
  };
}
