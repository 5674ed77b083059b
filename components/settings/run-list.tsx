"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { RunState } from "./run-state";

export interface RunRow {
  id: string;
  name: string;
  state: string;
  stateLabel: string;
  started: string;
  startedAt: string;
  took: string;
  error: string;
}

export function RunList({ runs }: { runs: RunRow[] }) {
  const t = useTranslations("settings.runs");
  return (
    <table className="w-full table-fixed border-collapse">
      <thead>
        <tr className="border-b border-border text-left text-meta text-subtle-foreground [&>th]:py-2 [&>th]:pr-3 [&>th]:font-medium">
          <th scope="col" className="w-30">
            {t("state")}
          </th>
          <th scope="col">{t("function")}</th>
          <th scope="col" className="w-24">
            {t("started")}
          </th>
          <th scope="col" className="w-20 max-md:hidden">
            {t("took")}
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id} className="border-b border-border [&>td]:py-1.5 [&>td]:pr-3">
            <td>
              <RunState state={run.state} label={run.stateLabel} />
            </td>
            <td className="min-w-0">
              <Link
                href={`/inbox/settings/runs/${run.id}`}
                className="block truncate font-medium hover:underline"
              >
                {run.name}
              </Link>
              {run.error && (
                <span className="block truncate text-meta text-muted-foreground">{run.error}</span>
              )}
            </td>
            <td>
              <time dateTime={run.startedAt}>{run.started}</time>
            </td>
            <td className="text-muted-foreground max-md:hidden">{run.took}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
