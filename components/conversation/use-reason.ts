"use client";
import { useTranslations } from "use-intl";
import { readDeliveryDetail } from "@/lib/conversations/view/delivery-detail";

/** Why a message did not go out: our sentence where there is one, and the server's own words. */
export function useReason(detail: string | null): string {
  const t = useTranslations("errors");
  const { key, values, words } = readDeliveryDetail(detail);
  const known = (key ?? words) as "unknown";
  if (!known || !t.has(known)) return words;
  const sentence = t(known, values);
  return key && words ? `${sentence} (${words})` : sentence;
}
