"use client";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ChannelReach } from "@/lib/conversations/view/read-reach";

interface UnanswerableProps {
  refusal: NonNullable<ChannelReach["refusal"]>;
  address: string;
}

/** In place of the editor, why nobody can write here. */
export function Unanswerable({ refusal, address }: UnanswerableProps) {
  const t = useTranslations("errors");
  return (
    <p className="m-2 flex gap-2 rounded-card bg-warning-soft px-3 py-2.5">
      <CircleAlert className="mt-0.5 text-warning" aria-hidden />
      {t(refusal, { address })}
    </p>
  );
}
