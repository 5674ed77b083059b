import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { withCompany } from "@/db/company";
import { findIntegration } from "@/db/queries/integrations-list";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { readId } from "@/lib/integrations/read-id";
import { ChannelPage } from "./channel-page";
import { MailboxPage } from "./mailbox-page";

type Props = PageProps<"/inbox/settings/integrations/[integrationId]">;

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.pages.integrations") };
}

export default async function IntegrationPage({ params, searchParams }: Props) {
  const { companyId } = await requireEmployee();
  const id = readId((await params).integrationId);
  const integration = await withCompany(companyId, (db) => findIntegration(db, id));
  if (!integration) notFound();
  return integration.source === "email" ? (
    <MailboxPage integration={integration} search={await searchParams} />
  ) : (
    <ChannelPage integration={integration} />
  );
}
