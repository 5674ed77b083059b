"use client";
import { useTranslations } from "use-intl";
import { useDesk } from "@/components/inbox/desk-context";
import { Dialog } from "@/components/ui/dialog";
import { NewConversationForm } from "./new-conversation-form";
import type { NewConversationActs } from "./use-new-conversation";

interface NewConversationProps {
  acts: NewConversationActs;
  close: () => void;
}

/** Writing to somebody first, on any channel. What was begun is there again when it is opened again. */
export function NewConversation({ acts, close }: NewConversationProps) {
  const t = useTranslations("inbox.newConversation");
  const { channels } = useDesk().sidebar;
  const usable = channels.filter(({ paused }) => !paused);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t("title")}
      className="w-160! max-md:inset-0! max-md:m-0! max-md:h-dvh! max-md:max-h-dvh! max-md:w-full! max-md:max-w-full! max-md:rounded-none!"
    >
      {usable.length === 0 ? (
        <p className="text-muted-foreground">{t("noChannel")}</p>
      ) : (
        <NewConversationForm acts={acts} channels={usable} close={close} />
      )}
    </Dialog>
  );
}
