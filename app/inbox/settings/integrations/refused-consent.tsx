import { Notice } from "@/components/settings/notice";
import { getText } from "@/lib/i18n/text";

const REFUSALS = [
  "oauthOutdated",
  "oauthDenied",
  "oauthRefused",
  "oauthUnreachable",
  "oauthIncomplete",
  "oauthOtherAccount",
  "mailboxTaken",
  "integrationGone",
] as const;

export interface RefusedConsentProps {
  /** The page's query, as the way back from the provider wrote it. */
  search: Record<string, string | string[] | undefined>;
}

/** Why the way to the provider and back gave no access; nothing when it did, or nobody went. */
export async function RefusedConsent({ search }: RefusedConsentProps) {
  const refused = REFUSALS.find((known) => known === search.refused);
  if (!refused) return null;
  const { t } = await getText();
  const [account, address] = [String(search.account ?? ""), String(search.address ?? "")];
  return <Notice tone="failed" title={t(`errors.${refused}`, { account, address })} live />;
}
