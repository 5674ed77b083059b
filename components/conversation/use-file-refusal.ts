"use client";
import { useTranslations } from "use-intl";
import type { Source } from "@/db/schema";
import { CALLBACK_FILES_AT_MOST, MEDIA_AT_MOST, mediaTypeOf } from "@/lib/conversations/view/media-limits";
import { UPLOADED_AT_MOST } from "@/lib/conversations/view/upload-limits";

interface Attached {
  size: number;
  refusal?: string;
}

const MB = 1024 * 1024;

/** Why a channel cannot carry a file besides those there are, in a sentence; known before it is uploaded. */
export function useFileRefusal(source: Source) {
  const t = useTranslations("inbox.composer");
  const errors = useTranslations("errors");
  return ({ name, type, size }: File, others: readonly Attached[]): string | undefined => {
    const taken = others.filter(({ refusal }) => !refusal);
    const bytes = taken.reduce((sum, other) => sum + other.size, size);
    const isWhatsApp = source === "whatsapp";
    if (isWhatsApp && taken.length > 0) return errors("whatsappOneFile");
    const atMost = isWhatsApp ? MEDIA_AT_MOST[mediaTypeOf(type)] : UPLOADED_AT_MOST;
    if (size > atMost) return errors("uploadTooLarge", { name, megabytes: atMost / MB });
    if (source === "webhook" && bytes > CALLBACK_FILES_AT_MOST) {
      return errors("uploadsTooLarge", { megabytes: CALLBACK_FILES_AT_MOST / MB });
    }
    return bytes > UPLOADED_AT_MOST ? t("tooLarge", { name }) : undefined;
  };
}
