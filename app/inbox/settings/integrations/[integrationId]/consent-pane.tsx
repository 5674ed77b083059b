import { Notice } from "@/components/settings/notice";
import { buttonClass } from "@/components/ui/button";
import type { ShownIntegration } from "@/db/queries/integrations-list";
import { getText } from "@/lib/i18n/text";
import { consentNotice } from "@/lib/oauth/consent-notice";
import { type Consent, findConsent } from "@/lib/oauth/grant";
import { nameOfProvider } from "@/lib/oauth/providers";
import { RefusedConsent, type RefusedConsentProps } from "../refused-consent";

interface ConsentPaneProps extends RefusedConsentProps {
  integration: ShownIntegration;
  isAdmin: boolean;
  timeZone: string;
}

/** Who gave access to the mailbox, until when, and the way to give it again; nothing for one with a password. */
export async function ConsentPane({ integration, isAdmin, timeZone, search }: ConsentPaneProps) {
  const consent = findConsent(integration);
  if (!consent) return <RefusedConsent search={search} />;
  const { t, format } = await getText(timeZone);
  const { provider, consentedAt } = consent;
  const isLost = integration.failure === "consent";
  return (
    <div className="grid justify-items-start gap-2">
      <RefusedConsent search={search} />
      {!isLost && <Ending integration={integration} timeZone={timeZone} />}
      <p className="text-muted-foreground">
        {t("settings.consent.given", {
          provider: nameOfProvider(provider),
          day: format.day(new Date(consentedAt)),
        })}
      </p>
      {isAdmin ? (
        <GiveAgain consent={consent} integrationId={integration.id} isUrgent={isLost} />
      ) : (
        isLost && <p>{t("settings.consent.askAdmin")}</p>
      )}
    </div>
  );
}

async function Ending({ integration, timeZone }: Pick<ConsentPaneProps, "integration" | "timeZone">) {
  const notice = consentNotice(integration);
  if (!notice) return null;
  const { t, format } = await getText(timeZone);
  const day = format.day(notice.until);
  return notice.is === "over" ? (
    <Notice tone="failed" title={t("settings.consent.over", { day })}>
      <p>{t("settings.consent.overHint")}</p>
    </Notice>
  ) : (
    <Notice tone="warning" title={t("settings.consent.ending", { days: notice.days, day })}>
      <p>{t("settings.consent.endingHint")}</p>
    </Notice>
  );
}

interface GiveAgainProps {
  consent: Consent;
  integrationId: number;
  isUrgent: boolean;
}

async function GiveAgain({ consent, integrationId, isUrgent }: GiveAgainProps) {
  const { t } = await getText();
  return (
    <a
      href={`/inbox/oauth/${consent.provider}/start?integration=${integrationId}`}
      className={buttonClass({ look: isUrgent ? "primary" : "outline" })}
    >
      {t("settings.consent.again")}
    </a>
  );
}
