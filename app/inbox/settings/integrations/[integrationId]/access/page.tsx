import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MailboxAccessForm } from "@/components/settings/mailbox-access-form";
import { EMPTY_DRAFT, type Servers } from "@/components/settings/mailbox-draft";
import { EMPTY_NUMBER } from "@/components/settings/number-draft";
import { NumberForm } from "@/components/settings/number-form";
import { SettingsPage } from "@/components/settings/settings-page";
import { WebhookForm } from "@/components/settings/webhook-form";
import { withCompany } from "@/db/company";
import { findIntegration, type ShownIntegration } from "@/db/queries/integrations-list";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { showPhone } from "@/lib/customers/phone";
import { getText } from "@/lib/i18n/text";
import { readId } from "@/lib/integrations/read-id";
import type { VonageSettings } from "@/lib/integrations/vonage-access";
import type { WebhookSettings } from "@/lib/integrations/webhook-access";
import { change } from "../../actions";
import {
  changeKnownNumber,
  changeKnownWebhook,
  connectNewNumber,
  connectNewWebhook,
} from "../../channel-actions";

type Props = PageProps<"/inbox/settings/integrations/[integrationId]/access">;

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.integration.edit") };
}

export default async function AccessPage({ params }: Props) {
  const { companyId, role } = await requireEmployee();
  const id = readId((await params).integrationId);
  const integration = await withCompany(companyId, (db) => findIntegration(db, id));
  if (!integration || !may(role, "integrations.manage")) notFound();
  const { t } = await getText();
  const { source, name, address } = integration;
  const title = t(source === "email" ? "settings.integration.edit" : "settings.channel.edit");
  return (
    <SettingsPage
      title={title}
      hint={source === "webhook" ? name : showPhone(address)}
      backTo={`/inbox/settings/integrations/${id}`}
    >
      <div className="max-w-160 px-4 py-6 md:px-8">
        <AccessForm integration={integration} />
      </div>
    </SettingsPage>
  );
}

function AccessForm({ integration }: { integration: ShownIntegration }) {
  const { id: integrationId, source, name, address, savesSent, settings } = integration;
  if (source === "webhook") {
    const { signing, callbackUrl } = settings as unknown as WebhookSettings;
    const draft = { name, signing, callbackUrl: callbackUrl ?? "" };
    return (
      <WebhookForm known={{ integrationId, draft }} connect={connectNewWebhook} change={changeKnownWebhook} />
    );
  }
  if (source !== "email") {
    const { apiKey, applicationId, api, signatureMethod } = settings as unknown as VonageSettings;
    const access = { apiKey, applicationId: applicationId ?? "", api, signatureMethod };
    const draft = { ...EMPTY_NUMBER, ...access, name, number: address };
    return (
      <NumberForm
        source={source}
        known={{ integrationId, draft }}
        connect={connectNewNumber}
        change={changeKnownNumber}
      />
    );
  }
  const servers = settings as unknown as Servers & { username: string };
  return (
    <MailboxAccessForm
      integrationId={integrationId}
      draft={{ ...EMPTY_DRAFT, ...servers, address, savesSent }}
      save={change}
    />
  );
}
