import { afterAll, beforeEach } from "vitest";
import { withCompany } from "@/db/company";
import { listAttempts } from "@/db/queries/callback-attempts";
import { keepInboundEvent } from "@/db/queries/inbound-events";
import { getMessage } from "@/db/queries/messages";
import { conversations } from "@/db/schema";
import { deliverMessage } from "@/lib/conversations/deliver-message";
import { queueReply } from "@/lib/conversations/queue-reply";
import { replayCallback } from "@/lib/conversations/replay-callback";
import { receiveEvents } from "@/lib/intake/receive-events";
import { connectWebhook, revealWebhookSecret } from "@/lib/integrations/connect-webhook";
import type { Signing } from "@/lib/webhooks/verify-signature";
import { startCallbackServer } from "@/tests/support/callback-server";
import { createCompany } from "@/tests/support/factories/company";
import { allowLoopback } from "@/tests/support/loopback";

/** The service at the other end: it takes everything, until a test says otherwise. */
export const service = await startCallbackServer();
afterAll(() => service.close());
beforeEach(() => {
  allowLoopback();
  service.received.length = 0;
  service.answer = { status: 204, headers: {} };
});

/** A custom webhook whose customer asked something in a thread. */
export async function openExchange({ signing = "standard" as Signing, callbackUrl = service.url } = {}) {
  const { companyId, employeeId } = await createCompany({ name: "Atelier Lumen" });
  const of = <Row>(run: Parameters<typeof withCompany<Row>>[1]) => withCompany(companyId, run);
  const integrationId = await of((db) => connectWebhook(db, { name: "Boutique", signing, callbackUrl }));
  const question = {
    sender: { name: "Camille", email: "camille@client.test" },
    text: "Bonjour",
    thread_id: "t.1",
  };
  await of((db) =>
    keepInboundEvent(db, {
      integrationId,
      kind: "message",
      form: "custom",
      externalId: "question-1",
      contentType: "application/json",
      body: Buffer.from(JSON.stringify(question)),
      late: false,
    }),
  );
  await receiveEvents(companyId, integrationId);
  const answer = (changed: { text?: string; attachmentIds?: number[] } = {}) =>
    of(async (db) => {
      const [conversation] = await db.select().from(conversations);
      const conversationId = conversation?.id ?? 0;
      const nobody = { to: [], cc: [], bcc: [], attachmentIds: [], undoSeconds: 0 };
      return queueReply(db, { conversationId, employeeId, text: "Elle part demain.", ...nobody, ...changed });
    });
  return {
    companyId,
    employeeId,
    integrationId,
    of,
    answer,
    secret: () => of((db) => revealWebhookSecret(db, integrationId)),
    deliver: (id: number) => deliverMessage(companyId, id),
    replay: (id: number) => replayCallback(companyId, id),
    read: (id: number) => of((db) => getMessage(db, id)),
    attempts: (id: number) => of((db) => listAttempts(db, id)),
    /** As if its next attempt were due. */
    wait: (id: number) => of((db) => db.execute(`update messages set send_at = now() where id = ${id}`)),
  };
}
