"use client";
import { startTransition } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import type { ThreadMessage } from "@/db/queries/thread";
import type { Upload } from "@/db/queries/uploads";
import { usePane } from "./pane-context";
import { useSettle } from "./use-settle";

type Taken = Pick<ThreadMessage, "id" | "body" | "recipients" | "content"> & { attachments: Upload[] };

/** Takes an answer back before it leaves: its text, recipients and files are in the composer again. */
export function useTakeBack() {
  const t = useTranslations("inbox.composer");
  const { acts, composer, hide } = usePane();
  const settle = useSettle();
  const toast = useToast();
  return ({ id, body, recipients, content, attachments }: Taken) =>
    startTransition(async () => {
      hide(id);
      const answer = await settle(acts.cancelReply({ messageId: id }));
      if (!answer.ok) return toast({ sentence: answer.message });
      // The words of a template are WhatsApp's.
      if (content?.template) return toast({ sentence: t("templateTakenBack") });
      const uploads = attachments.map(({ id, name, type, size }) => ({ id, name, type, size }));
      composer.current?.giveBack({ text: body, recipients, uploads });
      toast({ sentence: t("takenBack") });
    });
}
