import { EventTable } from "@/components/settings/event-table";
import { Section } from "@/components/settings/settings-page";
import { withCompany } from "@/db/company";
import { listLastEvents } from "@/db/queries/inbound-events";
import type { ShownIntegration } from "@/db/queries/integrations-list";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";

const SHOWN = 25;

export async function EventsPane({ integration }: { integration: ShownIntegration }) {
  const { companyId, timeZone } = await requireEmployee();
  const { t, format } = await getText(timeZone);
  const events = await withCompany(companyId, (db) => listLastEvents(db, integration.id, SHOWN));
  const rows = events.map((event) => ({
    id: event.id,
    received: format.listTime(event.receivedAt),
    receivedAt: event.receivedAt.toISOString(),
    kind: event.kind,
    externalId: event.externalId,
    outcome: event.outcome ?? ("pending" as const),
    failure: event.failure ?? "",
    late: event.late,
    conversationId: event.conversationId,
  }));
  return (
    <Section title={t("settings.channel.events.title")} hint={t("settings.channel.events.hint")}>
      {rows.length > 0 ? (
        <EventTable rows={rows} />
      ) : (
        <p className="text-muted-foreground">
          {t("settings.channel.events.empty")} {t("settings.channel.events.emptyHint")}
        </p>
      )}
    </Section>
  );
}
