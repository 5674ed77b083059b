import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Notice } from "@/components/settings/notice";
import { ReplayButton } from "@/components/settings/replay-button";
import { RunState } from "@/components/settings/run-state";
import { RunSteps } from "@/components/settings/run-steps";
import { Section, SettingsPage } from "@/components/settings/settings-page";
import { withCompany } from "@/db/company";
import { listIntegrations } from "@/db/queries/integrations-list";
import type { RunStep } from "@/inngest/embedded/runs";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import type { Format } from "@/lib/i18n/format";
import { getText } from "@/lib/i18n/text";
import { replay } from "../actions";
import { findCompanyRun } from "../company-runs";
import { describeRun, nameRun } from "../run-in-words";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.pages.runs") };
}

export default async function RunPage({ params }: PageProps<"/inbox/settings/runs/[runId]">) {
  const { companyId, role, timeZone } = await requireEmployee();
  const run = may(role, "runs.manage") && (await findCompanyRun(companyId, (await params).runId));
  if (!run) notFound();
  const { t, format } = await getText(timeZone);
  const channels = await withCompany(companyId, listIntegrations);
  const about = describeRun(t, run.data, channels);
  const isOver = run.status === "failed" || run.status === "cancelled";
  return (
    <SettingsPage
      title={nameRun(t, run.functionId)}
      hint={[about, run.functionId, format.moment(run.startedAt)].filter(Boolean).join(", ")}
      chip={<RunState state={run.status} label={t(`settings.runs.states.${run.status}`)} />}
      backTo="/inbox/settings/runs"
      actions={isOver && <ReplayButton runId={run.id} replay={replay} />}
    >
      <div className="grid max-w-240 gap-6 px-4 py-4 md:px-8">
        {run.replayOf && (
          <p>
            {t("settings.runs.again")}.{" "}
            <Link className="underline" href={`/inbox/settings/runs/${run.replayOf}`}>
              {t("settings.runs.first")}
            </Link>
          </p>
        )}
        {run.error && (
          <Notice tone={run.status === "failed" ? "failed" : "warning"} title={run.error.message}>
            {run.attempts > 1 && <p>{t("settings.runs.attempts", { count: run.attempts })}</p>}
            {run.error.stack && (
              <details>
                <summary>{t("settings.runs.technical")}</summary>
                <pre className="pt-2 font-mono text-meta whitespace-pre-wrap wrap-anywhere">
                  {run.error.stack}
                </pre>
              </details>
            )}
          </Notice>
        )}
        <Section title={t("settings.runs.steps")}>
          {run.steps.length > 0 ? (
            <RunSteps steps={run.steps.map((step) => show(step, format))} />
          ) : (
            <p className="text-muted-foreground">{t("settings.runs.noSteps")}</p>
          )}
        </Section>
        <Section title={t("settings.runs.ids")}>
          <pre className="overflow-x-auto font-mono text-meta">
            {JSON.stringify({ event: run.eventName, data: run.data }, null, 2)}
          </pre>
        </Section>
      </div>
    </SettingsPage>
  );
}

const show = (step: RunStep, format: Format) => ({
  id: step.id,
  name: step.name,
  state: step.status,
  attempts: step.attempts,
  took: step.endedAt ? format.duration(step.endedAt.getTime() - step.startedAt.getTime()) : "",
  until: step.status === "pending" && step.dueAt ? format.listTime(step.dueAt) : "",
  error: step.error?.message ?? "",
});
