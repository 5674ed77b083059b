import { Mail } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { IntegrationList } from "@/components/settings/integration-list";
import { SettingsPage } from "@/components/settings/settings-page";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { withCompany } from "@/db/company";
import { listIntegrations, type ShownIntegration } from "@/db/queries/integrations-list";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { showPhone } from "@/lib/customers/phone";
import { getText } from "@/lib/i18n/text";
import { stateOfIntegration } from "@/lib/integrations/integration-state";
import { consentNotice } from "@/lib/oauth/consent-notice";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.pages.integrations") };
}

export default async function IntegrationsPage() {
  const { companyId, timeZone, role } = await requireEmployee();
  const integrations = await withCompany(companyId, listIntegrations);
  const { t, format } = await getText(timeZone);
  const checkedOf = (integration: ShownIntegration) => {
    const notice = consentNotice(integration);
    if (notice?.is === "ending")
      return t("settings.consent.ending", { days: notice.days, day: format.day(notice.until) });
    const { checkedAt, source } = integration;
    const room = source === "email" ? "settings.integrations" : "settings.channel";
    // What was never looked at says so by its state.
    return checkedAt ? t(`${room}.checked`, { time: format.listTime(checkedAt) }) : "";
  };
  const show = (integration: ShownIntegration) => ({
    ...integration,
    settings: undefined,
    address: showPhone(integration.address),
    kind: t(`settings.channel.kind.${integration.source}`),
    state: stateOfIntegration(integration),
    failingSince: integration.failingSince ? format.listTime(integration.failingSince) : "",
    checked: checkedOf(integration),
  });
  const connect = may(role, "integrations.manage") && (
    <Link href="/inbox/settings/integrations/new" className={buttonClass({ look: "primary" })}>
      {t("settings.integrations.connect")}
    </Link>
  );
  return (
    <SettingsPage
      title={t("settings.pages.integrations")}
      hint={t("settings.integrations.hint")}
      actions={integrations.length > 0 && connect}
    >
      <div className="max-w-200 px-4 py-4 md:px-6">
        {integrations.length > 0 ? (
          <IntegrationList integrations={integrations.map(show)} />
        ) : (
          <EmptyState
            icon={<Mail aria-hidden />}
            title={t("settings.integrations.empty")}
            hint={t("settings.integrations.emptyHint")}
            action={connect}
          />
        )}
      </div>
    </SettingsPage>
  );
}
