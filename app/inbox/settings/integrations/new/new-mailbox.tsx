import { ConsentChoice } from "@/components/settings/consent-choice";
import { EMPTY_DRAFT } from "@/components/settings/mailbox-draft";
import { MailboxForm } from "@/components/settings/mailbox-form";
import { getText } from "@/lib/i18n/text";
import { listClients } from "@/lib/oauth/providers";
import { connect } from "../actions";
import { RefusedConsent, type RefusedConsentProps } from "../refused-consent";
import { shownPresets } from "../shown-presets";

/** By a provider's consent where the installation has a client of it, or by a password. */
export async function NewMailbox({ search }: RefusedConsentProps) {
  const { t } = await getText();
  const providers = listClients().map(({ provider: { id, name } }) => ({ id, name }));
  return (
    <>
      <RefusedConsent search={search} />
      {providers.length > 0 && (
        <>
          <ConsentChoice providers={providers} />
          <h2 className="border-t border-border pt-6 text-letter font-semibold">
            {t("settings.consent.orPassword")}
          </h2>
        </>
      )}
      <MailboxForm draft={EMPTY_DRAFT} presets={shownPresets()} save={connect} />
    </>
  );
}
