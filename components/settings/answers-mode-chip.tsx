"use client";
import { Sparkle } from "lucide-react";
import { useTranslations } from "use-intl";
import { Chip } from "@/components/ui/chip";
import type { AutoReply } from "@/db/schema";

const TONES = { draft: "proposed", automatic: "primary" } as const;

/** How a folder answers, where it does. */
export function AnswersMode({ mode }: { mode: AutoReply }) {
  const t = useTranslations("model.answers.chip");
  if (mode === "off") return null;
  return (
    <Chip tone={TONES[mode]} icon={<Sparkle aria-hidden />}>
      {t(mode)}
    </Chip>
  );
}
