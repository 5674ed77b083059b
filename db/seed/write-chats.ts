import { and, eq, sql } from "drizzle-orm";
import { type Db, withCompany } from "@/db/company";
import { inboundEvents, messages } from "@/db/schema";
import { toDigits } from "@/lib/customers/phone";
import { fetchMedia } from "@/lib/intake/fetch-media";
import { receiveEvents } from "@/lib/intake/receive-events";
import { triageMessages } from "@/lib/triage/triage-messages";
import { OUR_NUMBERS } from "@/tests/support/demo/exchange";
import type { DemoWorld } from "@/tests/support/demo-world";
import { createMessage } from "@/tests/support/factories/message";
import { makeChance } from "./chance";
import type { DemoCompany } from "./company";
import { makeFile } from "./files";
import type { ChatSource } from "./numbers";
import type { Chat, ChatPart } from "./plan-chats";

interface Intake {
  world: DemoWorld;
  demo: DemoCompany;
  channelIds: Record<ChatSource, number>;
}

/** Takes in what was written on telephones and in the shop as if its webhooks had come then, and adds what we answered. */
export async function writeChats({ world, demo, channelIds }: Intake, chats: Chat[]): Promise<void> {
  const { companyId } = demo;
  const events = chats.flatMap((chat) =>
    chat.parts
      .filter(({ by }) => by === "customer")
      .map((part) => ({ channelId: channelIds[chat.source], ...eventOf(chat, part, world) })),
  );
  await withCompany(companyId, async (db) => {
    for (const event of events.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
      await keepEvent(db, event.channelId, event);
    }
  });
  for (const integrationId of Object.values(channelIds)) {
    const received = await receiveEvents(companyId, integrationId);
    await triageMessages(companyId, received.messageIds);
    for (const eventId of received.mediaEventIds) await fetchMedia(companyId, eventId);
  }
  await withCompany(companyId, async (db) => {
    for (const chat of chats) await addAnswers(db, chat, { demo, integrationId: channelIds[chat.source] });
    await nameCustomers(db, chats);
  });
}

interface Event {
  form: "messages-api" | "custom";
  externalId: string;
  at: Date;
  body: object;
}

// Not by keepInboundEvent, for which everything comes now.
async function keepEvent(
  db: Db,
  integrationId: number,
  { form, externalId, at, body }: Event,
): Promise<void> {
  await db.insert(inboundEvents).values({
    companyId: db.companyId,
    integrationId,
    kind: "message",
    form,
    externalId,
    contentType: "application/json",
    body: Buffer.from(JSON.stringify(body)),
    receivedAt: at,
  });
}

function eventOf(chat: Chat, part: ChatPart, world: DemoWorld): Event {
  const { source, name, address, subject } = chat;
  const { externalId, at, text } = part;
  if (source === "webhook") {
    const sender = { name, email: address };
    const told = { thread_id: chat.parts[0]?.externalId, sent_at: at.toISOString(), sender, subject, text };
    return { form: "custom", externalId, at, body: { id: externalId, ...told } };
  }
  const body = {
    channel: source,
    message_uuid: externalId,
    to: toDigits(OUR_NUMBERS[source]),
    from: toDigits(address),
    timestamp: at.toISOString(),
    ...(source === "whatsapp" && { profile: { name } }),
    ...contentOf(chat, part, world),
  };
  return { form: "messages-api", externalId, at, body };
}

function contentOf({ image, parts }: Chat, part: ChatPart, { exchange }: DemoWorld): object {
  if (!image || part !== parts.at(-1)) return { message_type: "text", text: part.text };
  const { type, content } = makeFile(image, part.text, makeChance(5));
  exchange.media.set(part.externalId, { type, content });
  const url = `${exchange.url}/v3/media/${part.externalId}`;
  return { message_type: "image", image: { url, name: image, caption: part.text } };
}

interface Ours {
  demo: DemoCompany;
  integrationId: number;
}

async function addAnswers(db: Db, chat: Chat, { demo, integrationId }: Ours): Promise<void> {
  const { conversationId } = await findFirst(db, chat, integrationId);
  for (const { text, at, externalId, by } of chat.parts) {
    if (by === "customer") continue;
    const [taken, arrived] = [new Date(at.getTime() + 900), new Date(at.getTime() + 4_000)];
    await createMessage(db, {
      conversationId,
      integrationId,
      kind: "outbound",
      employeeId: demo.employees.get(chat.assignee ?? "") ?? null,
      senderName: chat.assignee ?? "Atelier Lumen",
      senderAddress: chat.source === "webhook" ? "" : OUR_NUMBERS[chat.source],
      recipients: { to: [{ name: chat.name, address: chat.address }], cc: [], bcc: [] },
      subject: "",
      body: text,
      sentAt: at,
      sendAt: at,
      emailId: null,
      contentHash: null,
      externalId,
      delivery: "sent",
      deliveryAttempts: 1,
      deliveryStartedAt: at,
      deliveredAt: taken,
      arrivedAt: chat.source === "webhook" ? null : arrived,
      readAt: chat.source === "whatsapp" ? new Date(at.getTime() + 90_000) : null,
    });
  }
}

async function findFirst(
  db: Db,
  { parts }: Chat,
  integrationId: number,
): Promise<{ conversationId: number }> {
  const externalId = parts[0]?.externalId ?? "";
  const [row] = await db
    .select({ conversationId: messages.conversationId })
    .from(messages)
    .where(
      and(
        eq(messages.companyId, db.companyId),
        eq(messages.integrationId, integrationId),
        eq(messages.externalId, externalId),
      ),
    );
  if (!row) throw new Error(`${externalId} was not received`);
  return row;
}

/** An SMS brings no name: the team wrote down those of the customers it answered. */
async function nameCustomers(db: Db, chats: Chat[]): Promise<void> {
  const known = chats.filter(({ source, assignee }) => source === "sms" && assignee);
  const rows = JSON.stringify(known.map(({ name, address }) => ({ name, address })));
  await db.execute(sql`
    update customers c set name = r.name
    from customer_addresses a, jsonb_to_recordset(${rows}::jsonb) as r(name text, address text)
    where c.company_id = ${db.companyId} and a.company_id = c.company_id and a.customer_id = c.id
      and a.kind = 'phone' and a.address = r.address`);
}
