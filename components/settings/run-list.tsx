"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { RunState } from "./run-state";

export interface RunRow {
  id: string;
  name: string;
  /** The mailbox or the messages it is about; may be empty. */
  about: string;
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
          <th scope="col" className="w-30 max-md:w-10">
            <span className="max-md:sr-only">{t("state")}</span>
          </th>
          <th scope="col">{t("function")}</th>
          <th scope="col" className="w-24 max-md:w-20">
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
              <RunState state={run.state} label={run.stateLabel} short />
            </td>
            <td>
              <Link
                href={`/inbox/settings/runs/${run.id}`}
                className="group flex min-w-0 flex-wrap gap-x-2 md:flex-nowrap"
              >
                <span className="shrink-0 font-medium group-hover:underline">{run.name}</span>
                <span className="min-w-0 truncate text-muted-foreground">{run.about}</span>
              </Link>
              {run.error && <span className="block truncate text-meta text-destructive">{run.error}</span>}
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
