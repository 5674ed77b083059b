import { sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import type { AutomaticAnswer } from "@/db/schema";

/** Why an automatic answer in the outbox must not leave any more. */
export type HoldingReason =
  | "answered"
  | "writing"
  | "newerMessage"
  | "stopped"
  | "closed"
  | "late"
  | "folder";

/** Longer than all tries to send it: what waited through a breakdown is not what anybody expects any more. */
const LATEST = "6 hours";

/** What happened since it was put there; undefined when nothing did. */
export async function findHoldingReason(
  db: Db,
  automatic: AutomaticAnswer,
): Promise<HoldingReason | undefined> {
  const { conversationId, messageId, answeredMessageId } = automatic;
  const own = sql`o.company_id = ${db.companyId} and o.conversation_id = c.id`;
  const [row] = await db.execute<Record<HoldingReason, boolean>>(sql`
    select
      exists (select from messages o where ${own} and o.kind = 'outbound' and o.id <> ${messageId}
        and (o.sent_at > a.sent_at or (o.content_hash is null and o.id > a.id))) as answered,
      exists (select from drafts d where d.company_id = c.company_id and d.conversation_id = c.id and d.kind = 'reply'
        and d.body ~ '[^[:space:]]' and d.saved_at > clock_timestamp() - interval '2 minutes') as writing,
      exists (select from messages o where ${own} and o.kind = 'inbound' and o.origin = 'person'
        and o.content->'reaction' is null and (o.sent_at, o.id) > (a.sent_at, a.id)) as "newerMessage",
      exists (select from model_settings s where s.company_id = c.company_id and s.stopped_at is not null) as stopped,
      c.status in ('spam', 'resolved', 'archived', 'urgent') as closed,
      clock_timestamp() - ${automatic.queuedAt.toISOString()}::timestamptz > ${LATEST}::interval as late,
      not exists (select from folders f where f.company_id = c.company_id and f.id = c.folder_id
        and f.auto_reply = 'automatic') as folder
    from conversations c join messages a on a.company_id = c.company_id and a.id = ${answeredMessageId}
    where c.company_id = ${db.companyId} and c.id = ${conversationId}`);
  if (!row) return "closed";
  const reasons: HoldingReason[] = [
    "answered",
    "newerMessage",
    "writing",
    "stopped",
    "closed",
    "late",
    "folder",
  ];
  return reasons.find((reason) => row[reason]);
}
