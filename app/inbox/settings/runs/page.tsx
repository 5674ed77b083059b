import { Activity } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { RunFilter } from "@/components/settings/run-filter";
import { RunList } from "@/components/settings/run-list";
import { SettingsPage } from "@/components/settings/settings-page";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { withCompany } from "@/db/company";
import { listIntegrations } from "@/db/queries/integrations-list";
import { jobsMode } from "@/inngest/client";
import type { RunStatus, RunSummary } from "@/inngest/embedded/runs";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { listCompanyRuns } from "./company-runs";
import { describeRun, nameRun } from "./run-in-words";

const STATES: readonly RunStatus[] = ["running", "completed", "failed", "cancelled"];

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.pages.runs") };
}

export default async function RunsPage({ searchParams }: PageProps<"/inbox/settings/runs">) {
  const { companyId, role, timeZone } = await requireEmployee();
  if (!may(role, "runs.manage")) notFound();
  const { t, format } = await getText(timeZone);
  if (jobsMode() !== "embedded") return <RemoteRuns />;

  const search = await searchParams;
  const status = STATES.find((state) => state === search.state);
  const before = typeof search.before === "string" ? search.before : undefined;
  const [{ runs, more }, channels] = await Promise.all([
    listCompanyRuns(companyId, { status, before }),
    withCompany(companyId, listIntegrations),
  ]);
  const show = (run: RunSummary) => ({
    id: run.id,
    name: nameRun(t, run.functionId),
    about: describeRun(t, run.data, channels),
    state: run.status,
    stateLabel: t(`settings.runs.states.${run.status}`),
    started: format.listTime(run.startedAt),
    startedAt: run.startedAt.toISOString(),
    took: run.endedAt ? format.duration(run.endedAt.getTime() - run.startedAt.getTime()) : "",
    error: run.error?.message ?? "",
  });
  return (
    <SettingsPage title={t("settings.pages.runs")} hint={t("settings.runs.hint")}>
      <div className="grid max-w-240 gap-4 px-4 py-4 md:px-8">
        <RunFilter chosen={status ?? "all"} />
        {runs.length > 0 ? <RunList runs={runs.map(show)} /> : <NoRuns />}
        {more && (
          <Link
            href={{ query: { ...(status && { state: status }), before: runs.at(-1)?.id } }}
            className={`${buttonClass()} justify-self-start`}
          >
            {t("settings.ledger.older")}
          </Link>
        )}
      </div>
    </SettingsPage>
  );
}

async function NoRuns() {
  const { t } = await getText();
  return (
    <EmptyState
      icon={<Activity aria-hidden />}
      title={t("settings.runs.empty")}
      hint={t("settings.runs.emptyHint")}
    />
  );
}

async function RemoteRuns() {
  const { t } = await getText();
  return (
    <SettingsPage title={t("settings.pages.runs")}>
      <div className="px-4 md:px-8">
        <EmptyState
          icon={<Activity aria-hidden />}
          title={t("settings.runs.remote")}
          hint={t("settings.runs.remoteHint")}
        />
      </div>
    </SettingsPage>
  );
}
