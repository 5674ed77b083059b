import { createHash } from "node:crypto";
import type postgres from "postgres";
import { type CheckpointRequest, keepCheckpoint } from "./checkpoint";
import { type SentEvent, sendEvents } from "./send";

/** Where the embedded client believes its server is; `.invalid` never resolves (RFC 6761). */
export const NOWHERE = "http://embedded.invalid";

/**
 * A `fetch` for the Inngest client: the SDK's outbound calls become SQL and nothing leaves the process. Events are
 * stored, checkpoints are kept; anything else the SDK could ask a server for is answered 404.
 */
export function catchCalls(database: () => postgres.Sql): typeof fetch {
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const body = String(init?.body ?? "");
    if (pathname.startsWith("/e/")) return takeEvents(database(), body, new Headers(init?.headers));
    if (/^\/v1\/checkpoint\/[^/]+\/async$/.test(pathname)) return takeCheckpoint(database(), body);
    return Response.json({ error: `The embedded executor has no ${pathname}` }, { status: 404 });
  };
}

async function takeEvents(sql: postgres.Sql, body: string, headers: Headers): Promise<Response> {
  const sent: SentEvent[] = JSON.parse(body);
  const seed = headers.get("x-inngest-event-id-seed");
  const ids = await sendEvents(
    sql,
    sent.map((event, index) => ({ ...event, id: event.id || derivedId(seed, index) })),
  );
  return Response.json({ ids, status: 200 });
}

// The SDK sends the same seed when it tries again, so the events keep their ids.
function derivedId(seed: string | null, index: number): string | undefined {
  return seed ? createHash("sha1").update(`${seed}:${index}`).digest("hex") : undefined;
}

async function takeCheckpoint(sql: postgres.Sql, body: string): Promise<Response> {
  const request: CheckpointRequest = JSON.parse(body);
  const kept = await keepCheckpoint(sql, request);
  return Response.json({}, { status: kept ? 200 : 409 });
}
