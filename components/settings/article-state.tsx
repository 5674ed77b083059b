"use client";
import { Archive, Check, PencilLine } from "lucide-react";
import { useTranslations } from "use-intl";
import { Chip } from "@/components/ui/chip";
import type { ArticleState as State } from "@/db/queries/article-list";

const LOOKS = {
  published: { tone: "success", Icon: Check },
  changed: { tone: "warning", Icon: PencilLine },
  draft: { tone: "neutral", Icon: PencilLine },
  archived: { tone: "neutral", Icon: Archive },
} as const;

/** Whether answers may quote an article. */
export function ArticleState({ state }: { state: State }) {
  const t = useTranslations("model.knowledge");
  const { tone, Icon } = LOOKS[state];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden />} title={t(`stateHints.${state}`)}>
      {t(`states.${state}`)}
    </Chip>
  );
}
