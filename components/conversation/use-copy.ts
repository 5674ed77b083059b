"use client";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";

/** Puts a text, or the whole address of a path of this installation, on the clipboard and says so. */
export function useCopy() {
  const t = useTranslations("inbox.acts");
  const toast = useToast();
  return async (textOrPath: string) => {
    const text = textOrPath.startsWith("/") ? new URL(textOrPath, window.location.href).href : textOrPath;
    try {
      await navigator.clipboard.writeText(text);
      toast({ sentence: t("copied", { text }) });
    } catch {
      toast({ sentence: t("notCopied", { text }) });
    }
  };
}
