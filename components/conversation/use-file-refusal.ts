"use client";
import { useTranslations } from "use-intl";
import { MEDIA_AT_MOST, mediaTypeOf } from "@/lib/conversations/view/media-limits";
import { UPLOADED_AT_MOST } from "@/lib/conversations/view/upload-limits";
import { usePane } from "./pane-context";

interface Attached {
  size: number;
  refusal?: string;
}

const MB = 1024 * 1024;

/** Why the conversation's channel cannot carry a file besides those there are, in a sentence; known before it is uploaded. */
export function useFileRefusal() {
  const t = useTranslations("inbox.composer");
  const errors = useTranslations("errors");
  const { channel } = usePane();
  return ({ name, type, size }: File, others: readonly Attached[]): string | undefined => {
    const taken = others.filter(({ refusal }) => !refusal);
    const bytes = taken.reduce((sum, other) => sum + other.size, size);
    const isWhatsApp = channel.source === "whatsapp";
    if (isWhatsApp && taken.length > 0) return errors("whatsappOneFile");
    const atMost = isWhatsApp ? MEDIA_AT_MOST[mediaTypeOf(type)] : UPLOADED_AT_MOST;
    if (size > atMost) return errors("uploadTooLarge", { name, megabytes: atMost / MB });
    return bytes > UPLOADED_AT_MOST ? t("tooLarge", { name }) : undefined;
  };
}
