"use client";
import clsx from "clsx";
import { useTranslations } from "use-intl";
import type { ConfusedPair } from "@/db/queries/scoreboard";
import { Section } from "./settings-page";

interface ScoreboardConfusionProps {
  confusion: ConfusedPair[];
  folders: { folderId: number; name: string }[];
}

/** Filed in (rows) against belongs in (columns), among what people judged; the diagonal is right. */
export function ScoreboardConfusion({ confusion, folders }: ScoreboardConfusionProps) {
  const t = useTranslations("model.scoreboard");
  const occurring = new Set(confusion.flatMap(({ given, correct }) => [given, correct]));
  const places = [
    ...folders.map(({ folderId, name }) => ({ id: folderId as number | null, name })),
    { id: null, name: t("noFolder") },
  ].filter(({ id }) => occurring.has(id));
  const countOf = (given: number | null, correct: number | null) =>
    confusion.find((pair) => pair.given === given && pair.correct === correct)?.count ?? 0;
  return (
    <Section title={t("confusion")} hint={t("confusionHint")}>
      {places.length === 0 ? (
        <p className="text-muted-foreground">{t("nothingJudged")}</p>
      ) : (
        <div className="overflow-x-auto">
          <table className="border-collapse">
            <thead>
              <tr className="text-meta text-subtle-foreground [&>th]:px-3 [&>th]:py-2 [&>th]:font-medium">
                <th scope="col" className="text-left">
                  {t("filedIn")}
                </th>
                {places.map(({ id, name }) => (
                  <th key={id} scope="col" className="whitespace-nowrap">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {places.map((row) => (
                <tr key={row.id} className="border-t border-border">
                  <th scope="row" className="px-3 py-1.5 text-left font-medium whitespace-nowrap">
                    {row.name}
                  </th>
                  {places.map(({ id }) => (
                    <Cell key={id} count={countOf(row.id, id)} isRight={row.id === id} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function Cell({ count, isRight }: { count: number; isRight: boolean }) {
  return (
    <td
      className={clsx(
        "px-3 py-1.5 text-center",
        count === 0 && "text-subtle-foreground",
        count > 0 && (isRight ? "bg-primary-soft font-medium" : "bg-warning-soft font-medium"),
      )}
    >
      {count}
    </td>
  );
}
