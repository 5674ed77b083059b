import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { and, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POST as customRoute } from "@/app/inbox/webhooks/custom/[integrationId]/route";
import { POST as smsRoute } from "@/app/inbox/webhooks/sms/route";
import { POST as whatsappRoute } from "@/app/inbox/webhooks/whatsapp/route";
import { withCompany } from "@/db/company";
import { type Message, messages } from "@/db/schema";
import { connectNumbers } from "@/db/seed/numbers";
import { deliverMessage } from "@/lib/conversations/deliver-message";
import { queueReply } from "@/lib/conversations/queue-reply";
import { env } from "@/lib/env";
import { receiveEvents } from "@/lib/intake/receive-events";
import { revealWebhookSecret } from "@/lib/integrations/connect-webhook";
import { postCallback } from "@/lib/webhooks/post-callback";
import type { Talk } from "./support/demo/talks";
import { type DemoWorld, startDemoWorld } from "./support/demo-world";
import { createCompany } from "./support/factories/company";

/** The product's webhooks over the wire, without its pages. */
async function serveWebhooks(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const answer = await route(await read(request));
    response.writeHead(answer.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function read(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = request.headers as Record<string, string>;
  const body = Buffer.concat(chunks);
  return new Request(`http://localhost:3000${request.url}`, { method: "POST", headers, body });
}

function route(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.endsWith("/sms")) return smsRoute(request);
  if (pathname.endsWith("/whatsapp")) return whatsappRoute(request);
  const integrationId = pathname.split("/").at(-1) ?? "";
  return customRoute(request, { params: Promise.resolve({ integrationId }) });
}

let world: DemoWorld;
let companyId = 0;
let employeeId = 0;
let ids: Record<"sms" | "whatsapp" | "webhook", number>;
const INES: Talk = { channel: "whatsapp", number: "+33639980011" };
const YOU: Talk = { channel: "sms", number: "+33639980001" };

beforeAll(async () => {
  const server = await serveWebhooks();
  env.APP_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world = await startDemoWorld(0.02);
  ({ companyId, employeeId } = await createCompany({ name: "Atelier Lumen" }));
  ids = await connectNumbers(companyId, world);
  afterAll(async () => {
    await world.close();
    server.close();
  });
});

async function findLast(integrationId: number): Promise<Message | undefined> {
  await receiveEvents(companyId, integrationId);
  const here = and(eq(messages.companyId, companyId), eq(messages.integrationId, integrationId));
  const [last] = await withCompany(companyId, (db) =>
    db.select().from(messages).where(here).orderBy(desc(messages.id)).limit(1),
  );
  return last;
}

async function answer(conversationId: number, text: string): Promise<Message["id"]> {
  const none = { to: [], cc: [], bcc: [], attachmentIds: [], undoSeconds: 0 };
  const { id } = await withCompany(companyId, (db) =>
    queueReply(db, { conversationId, employeeId, text, ...none }),
  );
  await deliverMessage(companyId, id);
  return id;
}

test("a customer who is answered on WhatsApp reads it, and answers", async () => {
  await world.exchange.write(INES, { name: "Inès Chevallier", text: "En 60 cm ?", isStory: true });
  const question = await findLast(ids.whatsapp);
  expect(question).toMatchObject({ body: "En 60 cm ?", senderName: "Inès Chevallier" });

  const id = await answer(question?.conversationId ?? 0, "Oui.");
  const last = () => findLast(ids.whatsapp).then((message) => message?.body);
  await expect.poll(last, { timeout: 10_000 }).toBe("Parfait, je prends celle en 60 alors.");
  const [told] = await withCompany(companyId, (db) =>
    db
      .select()
      .from(messages)
      .where(and(eq(messages.companyId, companyId), eq(messages.id, id))),
  );
  expect(told?.delivery).toBe("sent");
  expect(told?.arrivedAt).not.toBeNull();
  expect(told?.readAt).not.toBeNull();
});

test("a customer of the shop asks, is answered by its callback, and asks again in the same thread", async () => {
  const asked = { name: "Sandrine Lopez", email: "sandrine.lopez@courriel.example", thread: "12440" };
  expect(await world.shop.ask({ ...asked, subject: "Adresse", text: "Puis-je la changer ?" })).toBe(true);
  const question = await findLast(ids.webhook);
  await answer(question?.conversationId ?? 0, "C’est fait.");
  const last = () => findLast(ids.webhook);
  await expect.poll(last, { timeout: 10_000 }).toMatchObject({
    conversationId: question?.conversationId,
    body: "C’est parfait, merci pour votre rapidité.",
  });
});

test("the shop hears a signed ping, and refuses what is not signed", async () => {
  const unsigned = await fetch(world.shop.callbackUrl, { method: "POST", body: "{}" });
  expect(unsigned.status).toBe(401);
  const payload = { type: "ping" };
  const foreign = `whsec_${Buffer.from("somebody else").toString("base64")}`;
  const call = { url: world.shop.callbackUrl, id: "ping-1", payload, signing: "standard" as const };
  expect(await postCallback({ ...call, secrets: [foreign] })).toMatchObject({ status: 401 });
  const secret = await withCompany(companyId, (db) => revealWebhookSecret(db, ids.webhook));
  expect(await postCallback({ ...call, secrets: [secret] })).toMatchObject({ status: 204 });
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${world.phoneUrl}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  }).then(({ status }) => status);

test("what is typed on the telephone's page arrives; nobody answers for whoever types", async () => {
  expect(await post("/messages", { ...YOU, text: "Bonjour" })).toBe(202);
  await expect.poll(() => findLast(ids.sms), { timeout: 10_000 }).toMatchObject({ body: "Bonjour" });
  const question = await findLast(ids.sms);
  await answer(question?.conversationId ?? 0, "Bonjour Alex.");
  const shown = () => world.exchange.talks.list(YOU).map(({ by, text, state }) => [by, text, state]);
  const both = [
    ["customer", "Bonjour", "sent"],
    ["company", "Bonjour Alex.", "delivered"],
  ];
  await expect.poll(shown, { timeout: 10_000 }).toEqual(both);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(shown()).toEqual(both);
});

test.each([
  ["from a page elsewhere", { origin: "https://elsewhere.test" }, 403],
  ["as a form of another page would send it", { "content-type": "text/plain" }, 415],
])("the telephone takes nothing %s", async (_, headers, status) => {
  const before = world.exchange.talks.list(YOU).length;
  expect(await post("/messages", { ...YOU, text: "Faux" }, headers)).toBe(status);
  expect(world.exchange.talks.list(YOU)).toHaveLength(before);
});

test("the telephone speaks the visitor's language", async () => {
  const page = (language: string) =>
    fetch(world.phoneUrl, { headers: { "accept-language": language } }).then((answer) => answer.text());
  expect(await page("fr-FR,fr;q=0.9")).toContain("Le téléphone d’un client");
  const english = await page("en-GB");
  expect(english).toContain('<html lang="en">');
  expect(english).toContain("A customer’s phone");
  expect(english).not.toContain("{{");
});

test("a later start of the demo connects the same numbers with its new keys", async () => {
  const later = await startDemoWorld(0.02);
  expect(await connectNumbers(companyId, later)).toEqual(ids);
  const forged = world.exchange.write(YOU, { name: "", text: "Par l’ancien" });
  expect(await forged).toMatchObject({ state: "refused" });
  expect(await later.exchange.write(YOU, { name: "", text: "Par le nouveau" })).toMatchObject({
    state: "sent",
  });
  await later.close();
  await connectNumbers(companyId, world);
});
