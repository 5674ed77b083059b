import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { chooseLanguage } from "@/app/locale-actions";
import { DoorPage } from "@/components/settings/door-page";
import { LanguageChoice } from "@/components/settings/language-choice";
import { WelcomeForm } from "@/components/settings/welcome-form";
import { findFirstCompanyId } from "@/db/across-companies";
import { getText } from "@/lib/i18n/text";
import { makeFirstCompany } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("auth.welcome.title") };
}

export default async function WelcomePage() {
  if (await findFirstCompanyId()) redirect("/sign-in");
  const { t } = await getText();
  return (
    <DoorPage
      title={t("auth.welcome.title")}
      hint={t("auth.welcome.hint")}
      language={<LanguageChoice choose={chooseLanguage} />}
    >
      <WelcomeForm make={makeFirstCompany} />
    </DoorPage>
  );
}
