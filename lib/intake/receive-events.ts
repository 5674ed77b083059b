import { withCompany } from "@/db/company";
import { getCompany } from "@/db/queries/companies";
import { listPendingEvents } from "@/db/queries/inbound-events";
import { getIntegration } from "@/db/queries/integrations";
import { completeSms } from "./complete-sms";
import { readEvents } from "./read-events";
import { type SettledEvents, settleRead } from "./settle-events";

const AT_ONCE = 200;

export interface ReceivedEvents extends SettledEvents {
  /** There may be more than were looked at. */
  isFull: boolean;
}

/**
 * Turns what webhooks brought for one number, or to one custom webhook, into messages and statuses, the oldest first. Asked
 * twice, the second call finds nothing pending.
 */
export async function receiveEvents(companyId: number, integrationId: number): Promise<ReceivedEvents> {
  const { events, setting } = await withCompany(companyId, async (db) => {
    const [channel, { locale }, events] = await Promise.all([
      getIntegration(db, integrationId),
      getCompany(db),
      listPendingEvents(db, { integrationId, limit: AT_ONCE }),
    ]);
    return { events, setting: { channel, country: locale === "fr" ? ("FR" as const) : undefined } };
  });
  const completed = await completeSms(setting.channel, events);
  const others = events.filter(({ id }) => !completed.has(id));
  const received = await settleRead(setting.channel, await readEvents(setting, others), others);
  const settled = received.settled + completed.size;
  return { ...received, settled, isFull: events.length === AT_ONCE && settled > 0 };
}
