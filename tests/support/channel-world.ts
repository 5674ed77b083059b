import { afterAll } from "vitest";
import { GET, POST as smsRoute } from "@/app/inbox/webhooks/sms/route";
import { POST as whatsappRoute } from "@/app/inbox/webhooks/whatsapp/route";
import { withCompany } from "@/db/company";
import { conversations, customers, inboundEvents, type Message, messages } from "@/db/schema";
import { deliverMessage } from "@/lib/conversations/deliver-message";
import { queueReply, type Reply } from "@/lib/conversations/queue-reply";
import { env } from "@/lib/env";
import { receiveEvents } from "@/lib/intake/receive-events";
import { connectNumber } from "@/lib/integrations/connect-number";
import type { NewNumber } from "@/lib/integrations/number-input";
import { createCompany } from "./factories/company";
import { signMessages, signSms, type WebhookCall } from "./vonage-account";
import { startVonageServer } from "./vonage-server";

let numbers = 0;

/** A number that no other company of the file has. */
const nextNumber = () => `+3364463${String(++numbers).padStart(4, "0")}`;

/** A company, or one that is there, with a number at a Vonage on this machine, and how its customers write to it. */
export async function openNumber({
  companyId: joined,
  ...changed
}: Partial<NewNumber> & { companyId?: number } = {}) {
  const vonage = await startVonageServer();
  afterAll(() => vonage.close());
  const { account } = vonage;
  const { companyId, employeeId } = joined
    ? { companyId: joined, employeeId: 0 }
    : await createCompany({ name: "Atelier Lumen" });
  const made: NewNumber = {
    source: "sms",
    name: "Atelier Lumen",
    number: nextNumber(),
    apiKey: account.apiKey,
    apiSecret: account.apiSecret,
    applicationId: account.applicationId,
    privateKey: account.privateKey,
    signatureSecret: account.signatureSecret,
    signatureMethod: account.signatureMethod,
    api: "messages",
    ...changed,
  };
  const integrationId = await withCompany(companyId, (db) => connectNumber(db, made));
  const route = made.source === "sms" ? smsRoute : whatsappRoute;
  const ours = made.number.slice(1);
  const of = <Row>(read: (db: Parameters<Parameters<typeof withCompany>[1]>[0]) => Promise<Row>) =>
    withCompany(companyId, read);

  const post = (call: WebhookCall) => postTo(route, call);
  /** A message of the Messages API from a customer, signed. */
  const write = (message: Record<string, unknown> = {}) =>
    post(signMessages(account, inbound(made, message)));
  /** The same by the SMS API. */
  const writeSms = (sms: Record<string, string> = {}) =>
    post(
      signSms(account, {
        msisdn: "33612345678",
        to: ours,
        messageId: crypto.randomUUID(),
        text: "Bonjour",
        type: "text",
        "message-timestamp": new Date().toISOString().slice(0, 19).replace("T", " "),
        ...sms,
      }),
    );
  const receive = () => receiveEvents(companyId, integrationId);
  const answer = (reply: Partial<Reply> = {}) =>
    of(async (db) => {
      const [conversation] = await db.select().from(conversations).orderBy(conversations.id).limit(1);
      return queueReply(db, {
        conversationId: conversation?.id ?? 0,
        employeeId,
        text: "Elle part demain.",
        to: [],
        cc: [],
        bcc: [],
        attachmentIds: [],
        undoSeconds: 0,
        ...reply,
      });
    });
  return {
    ...made,
    vonage,
    account,
    companyId,
    employeeId,
    integrationId,
    ours,
    post,
    write,
    writeSms,
    receive,
    answer,
    /** Makes the product speak to this stand-in. */
    reachVonage: () => Object.assign(env, { VONAGE_API_HOST: vonage.url, VONAGE_REST_HOST: vonage.url }),
    deliver: (id: number) => deliverMessage(companyId, id),
    status: (body: Record<string, unknown>) =>
      post(
        signMessages(account, {
          channel: made.source,
          to: "33612345678",
          from: ours,
          timestamp: new Date().toISOString(),
          ...body,
        }),
      ),
    listMessages: (): Promise<Message[]> =>
      of((db) => db.select().from(messages).orderBy(messages.sentAt, messages.id)),
    listConversations: () => of((db) => db.select().from(conversations).orderBy(conversations.id)),
    listCustomers: () => of((db) => db.select().from(customers).orderBy(customers.id)),
    listEvents: () => of((db) => db.select().from(inboundEvents).orderBy(inboundEvents.id)),
    /** As if what came had come so many minutes ago. */
    age: (minutes: number) =>
      of((db) =>
        db.execute(`update inbound_events set received_at = received_at - interval '${minutes} minutes'`),
      ),
  };
}

export type OpenNumber = Awaited<ReturnType<typeof openNumber>>;

function inbound({ source, number }: NewNumber, message: Record<string, unknown>): Record<string, unknown> {
  return {
    channel: source,
    message_uuid: crypto.randomUUID(),
    to: number.slice(1),
    from: "33612345678",
    timestamp: new Date().toISOString(),
    message_type: "text",
    text: "Bonjour",
    ...(source === "whatsapp" && { profile: { name: "Camille Renaud" } }),
    ...message,
  };
}

/** Delivers a webhook to a route of ours, as over the wire. */
export function postTo(route: (request: Request) => Promise<Response>, { query, init }: WebhookCall) {
  const request = new Request(`http://localhost:3000/inbox/webhooks${query}`, init);
  return init.method === "GET" ? GET(request) : route(request);
}
