import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { chooseLanguage } from "@/app/locale-actions";
import { DoorPage } from "@/components/settings/door-page";
import { LanguageChoice } from "@/components/settings/language-choice";
import { SignInForm } from "@/components/settings/sign-in-form";
import { findFirstCompanyId } from "@/db/across-companies";
import { DEMO_ACCOUNT } from "@/lib/auth/demo-account";
import { findEmployee } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { getText } from "@/lib/i18n/text";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("auth.signIn.title") };
}

export default async function SignInPage() {
  if (await findEmployee()) redirect("/inbox");
  if (!(await findFirstCompanyId())) redirect("/welcome");
  const { t } = await getText();
  const demo = env.INBOX_DEMO ? { email: DEMO_ACCOUNT.email, password: DEMO_ACCOUNT.password } : undefined;
  return (
    <DoorPage title={t("auth.signIn.title")} language={<LanguageChoice choose={chooseLanguage} />}>
      <SignInForm demo={demo} />
    </DoorPage>
  );
}
