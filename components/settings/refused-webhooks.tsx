"use client";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import type { CountedRefusals } from "@/db/queries/webhook-refusals";
import { Section } from "./settings-page";

/** What came for an integration in the last days and was not taken, by reason. */
export function RefusedWebhooks({ refused }: { refused: CountedRefusals[] }) {
  const t = useTranslations("settings.refused");
  const format = useFormat();
  return (
    <Section title={t("title")} hint={t("hint")}>
      <ul>
        {refused.map(({ reason, count, lastAt }) => (
          <li key={reason} className="grid grid-cols-[1fr_auto] gap-x-3 border-b border-border py-2">
            <span className="font-medium">{t(`reasons.${reason}.title`)}</span>
            <span className="text-right tabular-nums">{format.number(count)}</span>
            <span className="text-meta text-muted-foreground">{t(`reasons.${reason}.hint`)}</span>
            <time dateTime={lastAt.toISOString()} className="text-right text-meta text-subtle-foreground">
              {t("last", { time: format.listTime(lastAt) })}
            </time>
          </li>
        ))}
      </ul>
    </Section>
  );
}
