import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConsentChoice } from "@/components/settings/consent-choice";
import { EMPTY_DRAFT } from "@/components/settings/mailbox-draft";
import { MailboxForm } from "@/components/settings/mailbox-form";
import { SettingsPage } from "@/components/settings/settings-page";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { listClients } from "@/lib/oauth/providers";
import { connect, testNewMailbox } from "../actions";
import { RefusedConsent } from "../refused-consent";
import { shownPresets } from "../shown-presets";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.connect.title") };
}

type Props = PageProps<"/inbox/settings/integrations/new">;

export default async function NewIntegrationPage({ searchParams }: Props) {
  const { role } = await requireEmployee();
  if (!may(role, "integrations.manage")) notFound();
  const { t } = await getText();
  const providers = listClients().map(({ provider: { id, name } }) => ({ id, name }));
  return (
    <SettingsPage title={t("settings.connect.title")} backTo="/inbox/settings/integrations">
      <div className="grid max-w-160 gap-6 px-4 py-6 md:px-8">
        <RefusedConsent search={await searchParams} />
        {providers.length > 0 && (
          <>
            <ConsentChoice providers={providers} />
            <h2 className="border-t border-border pt-6 text-letter font-semibold">
              {t("settings.consent.orPassword")}
            </h2>
          </>
        )}
        <MailboxForm
          draft={EMPTY_DRAFT}
          presets={shownPresets()}
          isNew
          test={testNewMailbox}
          save={connect}
        />
      </div>
    </SettingsPage>
  );
}
