"use client";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import { Notice } from "./notice";

interface RehearsalSummaryProps {
  rehearsal: { score: number | null; startedAt: Date; failure: string | null };
  tried: number;
  counts: {
    written: number;
    sends: number;
    unsourced: number;
    silent: number;
    preferredModel: number;
    preferredPerson: number;
    judged: number;
  };
}

/** What a rehearsal comes to, in a few figures that say what they count. */
export function RehearsalSummary({ rehearsal, tried, counts }: RehearsalSummaryProps) {
  const t = useTranslations("model.rehearsal");
  const format = useFormat();
  const failure = `failures.${rehearsal.failure}` as "failures.unreachable";
  const figures = [
    [t("score"), rehearsal.score === null ? "–" : format.percent(Math.round(rehearsal.score * 100) / 100)],
    [t("sends"), t("ofAll", { count: counts.sends, all: tried })],
    [t("unsourced"), String(counts.unsourced)],
    [t("silent"), String(counts.silent)],
    [t("preferred"), t("ofAll", { count: counts.preferredModel, all: counts.judged })],
  ];
  return (
    <section aria-label={t("figures")} className="grid gap-3">
      {rehearsal.failure && (
        <Notice tone="failed" title={t.has(failure) ? t(failure) : t("failures.unreachable")} />
      )}
      <p className="text-meta text-subtle-foreground">
        {t("on", { date: format.moment(rehearsal.startedAt) })}
      </p>
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        {figures.map(([name, value]) => (
          <div key={name} className="grid">
            <dt className="text-meta text-muted-foreground">{name}</dt>
            <dd className="text-title font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="max-w-160 text-meta text-subtle-foreground">{t("definitions")}</p>
    </section>
  );
}
