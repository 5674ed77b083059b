"use client";
import { useTranslations } from "use-intl";
import { isAddress } from "@/lib/conversations/view/read-recipients";
import { usePane } from "./pane-context";
import type { Uploads } from "./use-uploads";
import type { Written } from "./written";

/** What an answer still needs before it can leave by its channel, in a sentence. */
export function useWhyNot() {
  const t = useTranslations("inbox.composer");
  const { channel } = usePane();
  const isMail = channel.source === "email";
  return ({ text, recipients, uploads: files }: Written, uploads: Uploads): string | undefined => {
    const people = isMail ? [...recipients.to, ...recipients.cc, ...recipients.bcc] : [];
    const wrong = people.find(({ address }) => !isAddress(address));
    if (!text.trim() && (isMail || (files.length === 0 && !uploads.isBusy))) return t("empty");
    if (isMail && recipients.to.length === 0) return t("nobody");
    if (wrong) return t("addressWrong", { address: wrong.address });
    return uploads.isBusy ? t("stillUploading") : undefined;
  };
}
