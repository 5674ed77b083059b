import { CopyLine } from "@/components/settings/copy-line";
import { Section } from "@/components/settings/settings-page";
import { getText } from "@/lib/i18n/text";
import { webhookUrlOf } from "@/lib/integrations/webhook-url";

/** The address a number's messages and statuses are sent to; the same for both. */
export async function PasteAtVonage({ source }: { source: "sms" | "whatsapp" }) {
  const { t } = await getText();
  const url = webhookUrlOf({ source, id: 0 });
  return (
    <Section title={t("settings.number.paste")} hint={t("settings.number.pasteHint")}>
      <CopyLine label={t("settings.number.inbound")} text={url} />
      <CopyLine label={t("settings.number.statuses")} text={url} />
    </Section>
  );
}
