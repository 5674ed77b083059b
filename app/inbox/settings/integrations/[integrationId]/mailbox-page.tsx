import Link from "next/link";
import { IntegrationState } from "@/components/settings/integration-state";
import { Notice } from "@/components/settings/notice";
import { PauseButton } from "@/components/settings/pause-button";
import { SettingsPage } from "@/components/settings/settings-page";
import { SyncButton } from "@/components/settings/sync-button";
import { buttonClass } from "@/components/ui/button";
import { withCompany } from "@/db/company";
import type { ShownIntegration } from "@/db/queries/integrations-list";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { catalogues } from "@/lib/i18n/catalogue";
import { getText } from "@/lib/i18n/text";
import { stateOfIntegration } from "@/lib/integrations/integration-state";
import { readSync } from "@/lib/integrations/read-sync";
import { findConsent } from "@/lib/oauth/grant";
import { pause, resume } from "./actions";
import { ConsentPane } from "./consent-pane";
import { DoctorPane } from "./doctor-pane";
import { LedgerPane } from "./ledger-pane";

interface MailboxPageProps {
  integration: ShownIntegration;
  search: Record<string, string | string[] | undefined>;
}

export async function MailboxPage({ integration, search }: MailboxPageProps) {
  const { companyId, timeZone, role } = await requireEmployee();
  const { id } = integration;
  const sync = await withCompany(companyId, (db) => readSync(db, id));
  const { t, format, locale } = await getText(timeZone);
  const failures = Object.entries(catalogues[locale].settings.mailboxFailure);
  const failingSince = integration.failingSince ? format.listTime(integration.failingSince) : "";
  const isAdmin = may(role, "integrations.manage");

  const actions = (
    <>
      {isAdmin && (
        <PauseButton
          integrationId={id}
          isPaused={integration.pausedAt !== null}
          pause={pause}
          resume={resume}
        />
      )}
      <SyncButton
        integrationId={id}
        running={sync.running}
        reasons={Object.fromEntries(failures.map(([code, { short }]) => [code, short]))}
        rest={
          integration.checkedAt
            ? t("settings.integrations.checked", { time: format.listTime(integration.checkedAt) })
            : undefined
        }
      />
    </>
  );
  return (
    <SettingsPage
      title={integration.address}
      backTo="/inbox/settings/integrations"
      chip={
        <IntegrationState
          source={integration.source}
          state={stateOfIntegration(integration)}
          time={failingSince}
        />
      }
      actions={actions}
    >
      <div className="grid min-h-full xl:grid-cols-[25rem_minmax(0,1fr)]">
        <div className="grid content-start gap-4 border-border bg-pane px-4 py-4 max-xl:border-b md:px-8 xl:border-r">
          <Failing integration={integration} since={failingSince} />
          <ConsentPane integration={integration} isAdmin={isAdmin} timeZone={timeZone} search={search} />
          <DoctorPane integrationId={id} />
          {isAdmin && !findConsent(integration) && (
            <Link
              href={`/inbox/settings/integrations/${id}/access`}
              className={`${buttonClass()} justify-self-start`}
            >
              {t("settings.integration.edit")}
            </Link>
          )}
        </div>
        <LedgerPane integration={integration} search={search} />
      </div>
    </SettingsPage>
  );
}

async function Failing({ integration, since }: { integration: ShownIntegration; since: string }) {
  const { t } = await getText();
  if (!integration.failingSince) return null;
  const code = (integration.failure ?? "unknown") as "unknown";
  const known = t.has(`settings.mailboxFailure.${code}.title`) ? code : "unknown";
  return (
    <Notice tone="failed" title={t("settings.integration.failureTitle", { time: since })}>
      <p>
        {t(`settings.mailboxFailure.${known}.title`)}. {t(`settings.mailboxFailure.${known}.remedy`)}
      </p>
    </Notice>
  );
}
