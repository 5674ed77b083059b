import { type Db, withCompany } from "@/db/company";
import { lockFiling } from "@/db/queries/filing-lock";
import { type EventSettlement, listStillPendingEvents, settleEvents } from "@/db/queries/inbound-events";
import { listShownSms, rewriteMessage } from "@/db/queries/shown-sms";
import type { InboundEvent, Integration, Message } from "@/db/schema";
import { firstWords } from "@/lib/conversations/collect-rows";
import { previewOf } from "@/lib/conversations/preview-of";
import { phoneWords, toAddress } from "@/lib/customers/phone";
import { storable } from "@/lib/email/parse-clean";
import { findLate, type ShownGroup } from "@/lib/sms/find-late";
import { joinGroup, type KeptSms } from "@/lib/sms/join-parts";
import { partOf, SmsReceived } from "@/lib/sms/sms-event";
import { readContent } from "@/lib/vonage/read-callback";

// Vonage brings for 24 hours what nobody took; a reference is used again after 256 long SMS at the earliest.
const COMES_WITHIN_MS = 25 * 60 * 60_000;

/**
 * Puts parts of long SMS that come after the others were shown into the message those became; answers the events that this
 * settled. In any order, and once: a part that is there already changes nothing.
 */
export async function completeSms(channel: Integration, events: InboundEvent[]): Promise<Set<number>> {
  const parts = events.flatMap(readPart);
  if (parts.length === 0) return new Set();
  return withCompany(channel.companyId, async (db) => {
    await lockFiling(db);
    const still = await listStillPendingEvents(
      db,
      parts.map(({ eventId }) => eventId),
    );
    const waiting = parts.filter(({ eventId }) => still.has(eventId));
    const shown = await readShown(db, channel.id, waiting);
    const settlements: EventSettlement[] = [];
    for (const { group, late } of findLate(waiting, shown)) {
      await complete(db, group, late);
      settlements.push(...late.map(({ eventId: id }) => settlementOf(id, group.of)));
    }
    await settleEvents(db, settlements);
    return new Set(settlements.map(({ id }) => id));
  });
}

/** Nothing for what is whole, and for what cannot be read: that is shown as it came, elsewhere. */
function readPart(event: InboundEvent): KeptSms[] {
  if (event.form !== "sms-api" || event.kind !== "message") return [];
  try {
    const sms = SmsReceived.parse(readContent(event.contentType, event.body));
    return partOf(sms) ? [{ eventId: event.id, receivedAt: event.receivedAt, sms }] : [];
  } catch {
    return [];
  }
}

async function readShown(db: Db, integrationId: number, waiting: KeptSms[]): Promise<ShownGroup<Message>[]> {
  const senders = [...new Set(waiting.map(({ sms }) => toAddress(sms.msisdn)))];
  if (senders.length === 0) return [];
  const since = new Date(Date.now() - COMES_WITHIN_MS);
  const groups = new Map<number, ShownGroup<Message>>();
  for (const { event, message } of await listShownSms(db, { integrationId, senders, since })) {
    const group = groups.get(message.id) ?? { of: message, kept: [] };
    groups.set(message.id, { ...group, kept: [...group.kept, ...readPart(event)] });
  }
  return [...groups.values()];
}

async function complete(db: Db, { of: message, kept }: ShownGroup<Message>, late: KeptSms[]): Promise<void> {
  const { text, parts } = joinGroup([...kept, ...late]);
  const body = storable(text);
  if (body === message.body) return;
  const { parts: _, ...content } = message.content ?? {};
  const whole = parts ? { ...content, parts } : content;
  await rewriteMessage(db, message, {
    body,
    content: Object.keys(whole).length > 0 ? whole : null,
    answerable: !parts,
    preview: { before: previewOf(message as Shown), after: previewOf({ body, content: undefined }) },
    subject: { before: firstWords(message.body), after: firstWords(body) },
    senderWords: phoneWords(message.senderAddress),
  });
}

type Shown = Parameters<typeof previewOf>[0];

const settlementOf = (id: number, { id: messageId }: Message): EventSettlement => ({
  id,
  outcome: "part",
  message_id: messageId,
});
