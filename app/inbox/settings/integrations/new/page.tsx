import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CHANNEL_KINDS } from "@/components/settings/channel-kinds";
import { ChannelTabs } from "@/components/settings/channel-tabs";
import { NumberForm } from "@/components/settings/number-form";
import { SettingsPage } from "@/components/settings/settings-page";
import { WebhookForm } from "@/components/settings/webhook-form";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import {
  changeKnownNumber,
  changeKnownWebhook,
  connectNewNumber,
  connectNewWebhook,
} from "../channel-actions";
import { PasteAtVonage } from "../paste-at-vonage";
import { NewMailbox } from "./new-mailbox";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.channel.title") };
}

type Props = PageProps<"/inbox/settings/integrations/new">;

/** `channel` in the query says which kind is connected; without it, a mailbox. */
export default async function NewIntegrationPage({ searchParams }: Props) {
  const { role } = await requireEmployee();
  if (!may(role, "integrations.manage")) notFound();
  const { t } = await getText();
  const search = await searchParams;
  const kind = CHANNEL_KINDS.find((known) => known === search.channel) ?? "email";
  return (
    <SettingsPage title={t("settings.channel.title")} backTo="/inbox/settings/integrations">
      <div className="grid max-w-160 gap-6 px-4 py-6 md:px-8">
        <div className="grid gap-2">
          <ChannelTabs chosen={kind} />
          <p className="text-muted-foreground">{t(`settings.channel.hints.${kind}`)}</p>
        </div>
        {kind === "email" && <NewMailbox search={search} />}
        {kind === "webhook" && <WebhookForm connect={connectNewWebhook} change={changeKnownWebhook} />}
        {(kind === "sms" || kind === "whatsapp") && (
          <>
            <NumberForm key={kind} source={kind} connect={connectNewNumber} change={changeKnownNumber} />
            <PasteAtVonage source={kind} />
          </>
        )}
      </div>
    </SettingsPage>
  );
}
