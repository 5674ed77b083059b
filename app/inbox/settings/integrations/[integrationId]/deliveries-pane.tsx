import { DeliveryList } from "@/components/settings/delivery-list";
import { Section } from "@/components/settings/settings-page";
import { withCompany } from "@/db/company";
import { type CallbackDelivery, listAttempts, listCallbackDeliveries } from "@/db/queries/callback-attempts";
import type { ShownIntegration } from "@/db/queries/integrations-list";
import type { CallbackAttempt } from "@/db/schema";
import { requireEmployee } from "@/lib/auth/session";
import type { Format } from "@/lib/i18n/format";
import { getText } from "@/lib/i18n/text";
import type { WebhookSettings } from "@/lib/integrations/webhook-access";
import { replay } from "./webhook-actions";

const SHOWN = 10;

interface DeliveriesPaneProps {
  integration: ShownIntegration;
  isAdmin: boolean;
}

/** The answers that went, or are to go, to the callback; nothing where there is none. */
export async function DeliveriesPane({ integration, isAdmin }: DeliveriesPaneProps) {
  const { companyId, timeZone } = await requireEmployee();
  const { t, format } = await getText(timeZone);
  const { callbackUrl } = integration.settings as unknown as WebhookSettings;
  const title = t("settings.webhook.deliveries.title");
  if (!callbackUrl)
    return (
      <Section title={title}>
        <p className="text-muted-foreground">{t("settings.webhook.answer.none")}</p>
      </Section>
    );
  const deliveries = await withCompany(companyId, async (db) => {
    const newest = await listCallbackDeliveries(db, { integrationId: integration.id, limit: SHOWN });
    return Promise.all(
      newest.map(async (delivery) => show(delivery, await listAttempts(db, delivery.messageId), format)),
    );
  });
  return (
    <Section title={title} hint={t("settings.webhook.deliveries.hint")}>
      {deliveries.length > 0 ? (
        <DeliveryList deliveries={deliveries} replay={isAdmin ? replay : undefined} />
      ) : (
        <p className="text-muted-foreground">{t("settings.webhook.deliveries.empty")}</p>
      )}
    </Section>
  );
}

function show(delivery: CallbackDelivery, attempts: CallbackAttempt[], format: Format) {
  const { messageId, conversationId, sentAt, body, delivery: state, sendAt } = delivery;
  return {
    messageId,
    conversationId,
    sent: format.listTime(sentAt),
    body,
    state: state ?? ("unknown" as const),
    next: state === "queued" && attempts.length > 0 && sendAt ? format.listTime(sendAt) : "",
    attempts: attempts.map(({ id, triedAt, status, failure, milliseconds, replay: isReplay }) => ({
      id,
      tried: format.listTime(triedAt),
      triedAt: triedAt.toISOString(),
      status,
      failure,
      took: format.duration(milliseconds),
      isReplay,
    })),
  };
}
