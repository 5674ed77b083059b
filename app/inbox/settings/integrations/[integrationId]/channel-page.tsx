import Link from "next/link";
import { IntegrationState } from "@/components/settings/integration-state";
import { SettingsPage } from "@/components/settings/settings-page";
import { TemplateList } from "@/components/settings/template-list";
import { buttonClass } from "@/components/ui/button";
import type { ShownIntegration } from "@/db/queries/integrations-list";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { showPhone } from "@/lib/customers/phone";
import { getText } from "@/lib/i18n/text";
import { stateOfIntegration } from "@/lib/integrations/integration-state";
import type { VonageSettings } from "@/lib/integrations/vonage-access";
import { saveTemplates } from "../channel-actions";
import { PasteAtVonage } from "../paste-at-vonage";
import { DeliveriesPane } from "./deliveries-pane";
import { DoctorPane } from "./doctor-pane";
import { EventsPane } from "./events-pane";
import { WebhookPane } from "./webhook-pane";

interface ChannelPageProps {
  integration: ShownIntegration;
}

/** A number or a custom webhook: how it is, what it needs at the other end, and what came and went. */
export async function ChannelPage({ integration }: ChannelPageProps) {
  const { timeZone, role } = await requireEmployee();
  const { t, format } = await getText(timeZone);
  const { id, source, name, address } = integration;
  const isAdmin = may(role, "integrations.manage");
  const failingSince = integration.failingSince ? format.listTime(integration.failingSince) : "";
  return (
    <SettingsPage
      title={source === "webhook" ? name : showPhone(address)}
      backTo="/inbox/settings/integrations"
      chip={<IntegrationState source={source} state={stateOfIntegration(integration)} time={failingSince} />}
      actions={
        isAdmin && (
          <Link href={`/inbox/settings/integrations/${id}/access`} className={buttonClass()}>
            {t("settings.channel.edit")}
          </Link>
        )
      }
    >
      <div className="grid min-h-full grid-cols-1 xl:grid-cols-[27rem_minmax(0,1fr)]">
        <div className="grid min-w-0 grid-cols-1 content-start gap-6 border-border bg-pane px-4 py-4 max-xl:border-b md:px-8 xl:border-r">
          <DoctorPane integrationId={id} />
          {source !== "email" && source !== "webhook" && <PasteAtVonage source={source} />}
        </div>
        <div className="grid min-w-0 grid-cols-1 content-start gap-8 px-4 py-4 md:px-8">
          {source === "webhook" && <WebhookPane integration={integration} isAdmin={isAdmin} />}
          {source === "whatsapp" && isAdmin && (
            <TemplateList
              integrationId={id}
              templates={(integration.settings as unknown as VonageSettings).templates}
              save={saveTemplates}
            />
          )}
          {source === "webhook" && <DeliveriesPane integration={integration} isAdmin={isAdmin} />}
          <EventsPane integration={integration} />
        </div>
      </div>
    </SettingsPage>
  );
}
