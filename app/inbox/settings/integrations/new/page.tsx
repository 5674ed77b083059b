import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EMPTY_DRAFT } from "@/components/settings/mailbox-draft";
import { MailboxForm } from "@/components/settings/mailbox-form";
import { SettingsPage } from "@/components/settings/settings-page";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { connect, testNewMailbox } from "../actions";
import { shownPresets } from "../shown-presets";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.connect.title") };
}

export default async function NewIntegrationPage() {
  const { role } = await requireEmployee();
  if (!may(role, "integrations.manage")) notFound();
  const { t } = await getText();
  return (
    <SettingsPage title={t("settings.connect.title")} backTo="/inbox/settings/integrations">
      <div className="max-w-160 px-4 py-6 md:px-8">
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
