import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MailboxAccessForm } from "@/components/settings/mailbox-access-form";
import { EMPTY_DRAFT, type Servers } from "@/components/settings/mailbox-draft";
import { SettingsPage } from "@/components/settings/settings-page";
import { withCompany } from "@/db/company";
import { findIntegration } from "@/db/queries/integrations-list";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { readId } from "@/lib/integrations/read-id";
import { change, testChangedMailbox } from "../../actions";

type Props = PageProps<"/inbox/settings/integrations/[integrationId]/access">;

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.integration.edit") };
}

export default async function AccessPage({ params }: Props) {
  const { companyId, role } = await requireEmployee();
  const id = readId((await params).integrationId);
  const integration = await withCompany(companyId, (db) => findIntegration(db, id));
  if (integration?.source !== "email" || !may(role, "integrations.manage")) notFound();
  const { t } = await getText();
  const { address, savesSent, settings } = integration;
  const servers = settings as unknown as Servers & { username: string };
  return (
    <SettingsPage
      title={t("settings.integration.edit")}
      hint={address}
      backTo={`/inbox/settings/integrations/${id}`}
    >
      <div className="max-w-160 px-4 py-6 md:px-8">
        <MailboxAccessForm
          integrationId={id}
          draft={{ ...EMPTY_DRAFT, ...servers, address, savesSent }}
          test={testChangedMailbox}
          save={change}
        />
      </div>
    </SettingsPage>
  );
}
