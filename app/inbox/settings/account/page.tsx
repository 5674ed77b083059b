import type { Metadata } from "next";
import { cookies } from "next/headers";
import { chooseLanguage, chooseTheme } from "@/app/locale-actions";
import { signOut } from "@/app/sign-in/actions";
import { LanguageChoice } from "@/components/settings/language-choice";
import { SessionList } from "@/components/settings/session-list";
import { Section, SettingsPage } from "@/components/settings/settings-page";
import { ThemeChoice } from "@/components/settings/theme-choice";
import { Button } from "@/components/ui/button";
import { withCompany } from "@/db/company";
import { listOpenSessions, type OpenSession } from "@/db/queries/sessions";
import { nameDevice } from "@/lib/auth/device-name";
import { requireEmployee, type SignedInEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { readTheme, THEME_COOKIE } from "@/lib/i18n/theme";
import { endOtherSessions, endSession } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.pages.account") };
}

export default async function AccountPage() {
  const employee = await requireEmployee();
  const sessions = await withCompany(employee.companyId, (db) => listOpenSessions(db, employee.employeeId));
  const { t, format } = await getText(employee.timeZone);
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  const show = (session: OpenSession) => {
    const device = nameDevice(session.userAgent);
    return {
      id: session.id,
      device: device
        ? t("settings.account.on", { browser: device.browser, system: device.system })
        : t("settings.account.unknownDevice"),
      isPhone: device?.isPhone ?? false,
      seen: t("settings.account.seen", { time: format.listTime(session.seenAt) }),
      since: t("settings.account.since", { day: format.day(session.createdAt) }),
      isThisOne: session.id === employee.sessionId,
    };
  };
  return (
    <SettingsPage title={t("settings.pages.account")} actions={<SignOut label={t("common.signOut")} />}>
      <div className="grid max-w-160 gap-8 px-4 py-6 md:px-8">
        <Section title={t("settings.account.person")}>
          <Person employee={employee} t={t} />
        </Section>
        <Section title={t("settings.account.appearance")}>
          <div className="flex flex-wrap gap-x-8 gap-y-4">
            <LanguageChoice choose={chooseLanguage} />
            <ThemeChoice theme={theme} choose={chooseTheme} />
          </div>
        </Section>
        <Section title={t("settings.account.sessions")} hint={t("settings.account.sessionsHint")}>
          <SessionList sessions={sessions.map(show)} end={endSession} endOthers={endOtherSessions} />
        </Section>
      </div>
    </SettingsPage>
  );
}

function SignOut({ label }: { label: string }) {
  return (
    <form action={signOut}>
      <Button type="submit">{label}</Button>
    </form>
  );
}

type Words = Awaited<ReturnType<typeof getText>>["t"];

function Person({ employee, t }: { employee: SignedInEmployee; t: Words }) {
  const lines = [
    [t("settings.account.name"), employee.name],
    [t("settings.account.email"), employee.email],
    [t("settings.account.role"), t(`settings.roles.${employee.role}`)],
    [t("settings.account.company"), employee.companyName],
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
      {lines.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
