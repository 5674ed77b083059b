import { type Db, withCompany } from "@/db/company";
import { recordOptOut } from "@/db/queries/customers";
import { lockFiling } from "@/db/queries/filing-lock";
import { type EventSettlement, listStillPendingEvents, settleEvents } from "@/db/queries/inbound-events";
import type { InboundEvent, Integration } from "@/db/schema";
import { fileMessages } from "@/lib/conversations/file-messages";
import { followStatus } from "@/lib/conversations/follow-status";
import type { FiledMessage } from "@/lib/conversations/incoming-message";
import { files } from "@/lib/files/store";
import { readOptOut } from "@/lib/sms/opt-out";
import { isAboutData } from "./is-about-data";
import { asItCame, type ReadEvents, type ReadMessage } from "./read-events";

/** The new messages that await triage, and the events whose file is still at the provider. */
export interface SettledEvents {
  messageIds: number[];
  mediaEventIds: number[];
  /** How many do not wait any more. */
  settled: number;
}

/**
 * Files what was read, follows the statuses and writes what became of each event, in one transaction; what another worker
 * settled meanwhile is left alone. A message that cannot be filed is set apart by itself.
 */
export async function settleRead(
  channel: Integration,
  { messages, statuses }: ReadEvents,
  events: InboundEvent[],
): Promise<SettledEvents> {
  const all: SettledEvents = { messageIds: [], mediaEventIds: [], settled: 0 };
  const add = ({ messageIds, mediaEventIds, settled }: SettledEvents) => {
    all.messageIds.push(...messageIds);
    all.mediaEventIds.push(...mediaEventIds);
    all.settled += settled;
  };
  try {
    add(await settle(channel, messages));
  } catch (error) {
    if (!isAboutData(error)) throw error;
    for (const one of messages) add(await settleAlone(channel, one, events));
  }
  all.settled += await withCompany(channel.companyId, (db) => settleStatuses(db, channel.id, statuses));
  return all;
}

async function settleAlone(
  channel: Integration,
  one: ReadMessage,
  events: InboundEvent[],
): Promise<SettledEvents> {
  try {
    return await settle(channel, [one]);
  } catch (error) {
    const event = events.find(({ id }) => id === one.eventIds[0]);
    if (!event || !isAboutData(error)) throw error;
    return settle(channel, [{ ...one, message: asItCame(channel, event) }]);
  }
}

async function settle(channel: Integration, messages: ReadMessage[]): Promise<SettledEvents> {
  return withCompany(channel.companyId, async (db) => {
    await lockFiling(db);
    const still = await listStillPendingEvents(
      db,
      messages.flatMap(({ eventIds }) => eventIds),
    );
    const due = messages.filter(({ eventIds }) => eventIds.every((id) => still.has(id)));
    const filed = await fileMessages(
      db,
      channel.id,
      due.map(({ message }) => message),
    );
    const pairs = due.flatMap((read, index) => pairOf(read, filed[index]));
    await settleEvents(db, pairs.flatMap(settlementsOf));
    for (const { read } of pairs) await followOptOut(db, read);
    const used = new Set(pairs.filter(({ filed }) => filed.isNew).map(({ read }) => read));
    db.afterCommit.push(() => dropFiles(messages.filter((read) => !used.has(read))));
    const fresh = pairs.filter(({ filed }) => filed.isNew);
    return {
      settled: due.length,
      messageIds: fresh.filter(({ read }) => !read.message.quiet).map(({ filed }) => filed.messageId),
      mediaEventIds: fresh
        .filter(({ read }) => hasMedia(read))
        .flatMap(({ read }) => read.eventIds.slice(0, 1)),
    };
  });
}

interface Pair {
  read: ReadMessage;
  filed: FiledMessage;
}

const pairOf = (read: ReadMessage, filed: FiledMessage | undefined): Pair[] =>
  filed ? [{ read, filed }] : [];
const hasMedia = ({ message }: ReadMessage) => message.content?.media?.state === "wanted";

function settlementsOf({ read, filed }: Pair): EventSettlement[] {
  const outcome = filed.isNew ? (read.message.unparsedBecause ? "unparsed" : "message") : "duplicate";
  return read.eventIds.map((id, index) => ({
    id,
    outcome: index === 0 ? outcome : "part",
    message_id: filed.messageId,
    has_media: index === 0 && filed.isNew && hasMedia(read),
  }));
}

async function followOptOut(db: Db, { message }: ReadMessage): Promise<void> {
  const wish = message.source === "sms" ? readOptOut(message.body) : undefined;
  const { kind, address } = message.customer;
  if (wish) await recordOptOut(db, { kind, address, isOut: wish === "out" });
}

const FORGOTTEN_AFTER_MS = 10 * 60_000;

/** A status may be here before its message knows what it is called: it waits a little for that. */
async function settleStatuses(
  db: Db,
  integrationId: number,
  statuses: ReadEvents["statuses"],
): Promise<number> {
  const settlements: EventSettlement[] = [];
  for (const { eventId: id, receivedAt, read } of statuses) {
    const message = await followStatus(db, integrationId, read);
    const isOld = Date.now() - receivedAt.getTime() > FORGOTTEN_AFTER_MS;
    if (message) settlements.push({ id, outcome: "status", message_id: message.id });
    else if (isOld) settlements.push({ id, outcome: "unmatched", message_id: null });
  }
  await settleEvents(db, settlements);
  return settlements.length;
}

/** Attachments were stored before it was known that their message is here already. */
async function dropFiles(unused: ReadMessage[]): Promise<void> {
  const keys = unused.flatMap(({ message }) => message.attachments.map(({ fileKey }) => fileKey));
  await Promise.all(keys.map((key) => files().deleteFile(key)));
}
