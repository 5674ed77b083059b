"use client";
import { useTranslations } from "use-intl";
import type { FolderScore } from "@/lib/scoreboard/read-scoreboard";
import { MeasuredShare } from "./measured-share";
import { Section } from "./settings-page";

/** For each folder, what was filed there, how right it was, and what became of its proposals. */
export function ScoreboardFolders({ folders }: { folders: FolderScore[] }) {
  const t = useTranslations("model.scoreboard");
  const columns = [
    "filed",
    "unjudged",
    "precision",
    "recall",
    "sent",
    "edited",
    "discarded",
    "alone",
  ] as const;
  return (
    <Section title={t("folders")} hint={t("foldersHint")}>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse">
          <thead>
            <tr className="border-b border-border text-left text-meta text-subtle-foreground [&>th]:py-2 [&>th]:pr-4 [&>th]:font-medium">
              <th scope="col">{t("folder")}</th>
              {columns.map((column) => (
                <th key={column} scope="col" className="whitespace-nowrap">
                  {t(`columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {folders.map(({ folderId, name, filed, unjudged, precision, recall, proposals }) => (
              <tr key={folderId} className="border-b border-border [&>td]:py-1.5 [&>td]:pr-4">
                <th scope="row" className="py-1.5 pr-4 text-left font-medium whitespace-nowrap">
                  {name}
                </th>
                <td>{filed}</td>
                <td>{unjudged}</td>
                <td>
                  <MeasuredShare measured={precision} />
                </td>
                <td>
                  <MeasuredShare measured={recall} />
                </td>
                <td>{proposals.sent}</td>
                <td>{proposals.edited}</td>
                <td>{proposals.discarded}</td>
                <td>{proposals.automatic}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
