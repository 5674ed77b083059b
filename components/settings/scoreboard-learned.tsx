"use client";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import type { Scoreboard } from "@/lib/scoreboard/read-scoreboard";
import { Section } from "./settings-page";

interface ScoreboardLearnedProps {
  learned: NonNullable<Scoreboard["learned"]>;
  folders: { folderId: number; name: string }[];
}

/** What filing without a model is worth: measured on conversations that were set aside while learning. */
export function ScoreboardLearned({ learned, folders }: ScoreboardLearnedProps) {
  const t = useTranslations("model.scoreboard");
  const format = useFormat();
  const share = (value: number) => format.percent(Math.round(value * 100) / 100);
  const hint = t("learnedHint", { count: learned.examples, date: format.day(learned.trainedAt) });
  return (
    <Section title={t("learned")} hint={hint}>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse">
          <thead>
            <tr className="border-b border-border text-left text-meta text-subtle-foreground [&>th]:py-2 [&>th]:pr-4 [&>th]:font-medium">
              <th scope="col">{t("folder")}</th>
              <th scope="col">{t("examples")}</th>
              <th scope="col">{t("coverage")}</th>
              <th scope="col">{t("columns.precision")}</th>
              <th scope="col">{t("columns.recall")}</th>
            </tr>
          </thead>
          <tbody>
            {learned.scores.map(({ folderId, examples, precision, recall, coverage, heldOut }) => (
              <tr key={folderId} className="border-b border-border [&>td]:py-1.5 [&>td]:pr-4">
                <th scope="row" className="py-1.5 pr-4 text-left font-medium">
                  {folders.find((folder) => folder.folderId === folderId)?.name ?? "–"}
                </th>
                <td>{examples}</td>
                <td>{heldOut > 0 ? share(coverage) : "–"}</td>
                <td>{heldOut > 0 ? share(precision) : "–"}</td>
                <td>{heldOut > 0 ? share(recall) : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
