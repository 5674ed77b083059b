import { randomUUID } from "node:crypto";
import { sql as drizzleSql, type SQL } from "drizzle-orm";
import { asJson, type Sql } from "./connection";

/** What `eventType(...).create(...)` makes. */
export interface SentEvent {
  name: string;
  data?: unknown;
  /** The same id within 24 hours is sent once. */
  id?: string;
  ts?: number;
  v?: string;
  validate?: () => Promise<void>;
}

/** A postgres.js connection or transaction, or a Drizzle one. */
export type Sender = Sql | { execute(query: SQL): PromiseLike<unknown> };

/**
 * Announces events to the embedded executor; gives their ids. In the caller's transaction it is atomic with it: rolled
 * back means never sent. An id sent before in the last 24 hours is left out silently. Throws on data that does not
 * match the event's schema. Works as `inbox_app` and as the owner.
 */
export async function sendEvents(sender: Sender, events: SentEvent[]): Promise<string[]> {
  for (const event of events) await event.validate?.();
  const rows = events.map(toRow);
  if (rows.length === 0) return [];
  if ("execute" in sender) await sender.execute(drizzleSql`select jobs.send(${asJson(rows)}::text::json)`);
  else await sender`select jobs.send(${asJson(rows)}::text::json)`;
  return rows.map((row) => row.id);
}

function toRow({ validate: _, ...event }: SentEvent): { id: string; name: string; body: string } {
  const id = withoutNul(event.id || randomUUID());
  const name = withoutNul(event.name);
  const body = { ...event, id, name, data: event.data ?? {}, ts: event.ts ?? Date.now() };
  return { id, name, body: JSON.stringify(body) };
}

// PostgreSQL's text has no U+0000.
const withoutNul = (text: string) => text.replaceAll("\u0000", "");
