import { CopyLine } from "@/components/settings/copy-line";
import { FieldTable } from "@/components/settings/field-table";
import { Section } from "@/components/settings/settings-page";
import { WebhookKeys } from "@/components/settings/webhook-keys";
import { withCompany } from "@/db/company";
import type { ShownIntegration } from "@/db/queries/integrations-list";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { findPreviousSecret } from "@/lib/integrations/connect-webhook";
import type { WebhookSettings } from "@/lib/integrations/webhook-access";
import { webhookUrlOf } from "@/lib/integrations/webhook-url";
import {
  WHOLE_ANSWER,
  WHOLE_MESSAGE,
  writeCurlExample,
  writeNodeExample,
} from "@/lib/webhooks/write-examples";
import { revealSecret, rotateSecret } from "./webhook-actions";

// Stands in the examples until the secret is shown.
const PLACE = "whsec_SECRET";

interface WebhookPaneProps {
  integration: ShownIntegration;
  isAdmin: boolean;
}

/** Where to send what, signed with what, and what comes back. */
export async function WebhookPane({ integration, isAdmin }: WebhookPaneProps) {
  const { companyId, timeZone } = await requireEmployee();
  const { t, format } = await getText(timeZone);
  const { signing, callbackUrl } = integration.settings as unknown as WebhookSettings;
  const url = webhookUrlOf(integration);
  const previous = await withCompany(companyId, (db) => findPreviousSecret(db, integration.id));
  const example = { url, secret: PLACE, signing };
  return (
    <Section title={t("settings.webhook.form.title")} hint={t("settings.webhook.form.hint")}>
      <CopyLine label={t("settings.webhook.address")} text={url} />
      <WebhookKeys
        integrationId={integration.id}
        isAdmin={isAdmin}
        examples={{
          curl: writeCurlExample(example),
          node: writeNodeExample(example),
          json: WHOLE_MESSAGE,
          answer: callbackUrl ? WHOLE_ANSWER : "",
        }}
        place={PLACE}
        overlapUntil={previous ? format.moment(new Date(previous.until)) : ""}
        reveal={revealSecret}
        rotate={rotateSecret}
      />
      <FieldTable />
      <p className="text-meta text-subtle-foreground">{t("settings.webhook.form.answers")}</p>
    </Section>
  );
}
