import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { beforeAll, describe, expect, test } from "vitest";
import { POST } from "@/app/inbox/webhooks/custom/[integrationId]/route";
import { withCompany } from "@/db/company";
import { listLastEvents } from "@/db/queries/inbound-events";
import { sealIn } from "@/db/queries/integrations-list";
import { inboundEvents } from "@/db/schema";
import { receiveEvents } from "@/lib/intake/receive-events";
import { connectWebhook, revealWebhookSecret, rotateWebhookSecret } from "@/lib/integrations/connect-webhook";
import { sealCredentials } from "@/lib/integrations/credentials";
import type { Signing } from "@/lib/webhooks/verify-signature";
import { createCompany } from "@/tests/support/factories/company";

const message = (changed: Record<string, unknown> = {}) => ({
  sender: { name: "Camille Renaud", email: "camille@client.test" },
  subject: "Commande 1042",
  text: "Où en est ma commande ?",
  ...changed,
});

async function openWebhook(signing: Signing = "standard") {
  const { companyId } = await createCompany({ name: "Atelier Lumen" });
  const { integrationId, secret } = await withCompany(companyId, async (db) => {
    const integrationId = await connectWebhook(db, { name: "Boutique", signing, callbackUrl: "" });
    return { integrationId, secret: await revealWebhookSecret(db, integrationId) };
  });
  const send = (body: string, headers: Record<string, string>, id: number | string = integrationId) =>
    POST(
      new Request(`http://localhost:3000/inbox/webhooks/custom/${id}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body,
      }),
      { params: Promise.resolve({ integrationId: String(id) }) },
    );
  const standard = (body: string, { id = crypto.randomUUID(), at = new Date(), key = secret } = {}) => ({
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(key).sign(id, at, body),
  });
  const github = (body: string, key = secret) => ({
    "x-hub-signature-256": `sha256=${createHmac("sha256", key).update(body).digest("hex")}`,
  });
  const listEvents = () =>
    withCompany(companyId, (db) => db.select().from(inboundEvents).orderBy(inboundEvents.id));
  return { companyId, integrationId, secret, send, standard, github, listEvents };
}

type Opened = Awaited<ReturnType<typeof openWebhook>>;
let shop: Opened;
beforeAll(async () => {
  shop = await openWebhook();
});

const sendSigned = (body: object, signing: Parameters<Opened["standard"]>[1] = {}) => {
  const text = JSON.stringify(body);
  return shop.send(text, shop.standard(text, signing));
};

test("a signed message is kept once, however often it is delivered", async () => {
  const body = JSON.stringify(message({ id: "order-1042" }));
  const headers = shop.standard(body);
  const answers = await Promise.all(Array.from({ length: 20 }, () => shop.send(body, headers)));
  const again = await sendSigned(message({ id: "order-1042", text: "Une autre livraison" }));
  expect([...answers, again].map(({ status }) => status)).toEqual(Array(21).fill(200));
  expect(await shop.listEvents()).toMatchObject([
    { externalId: "order-1042", form: "custom", kind: "message" },
  ]);
});

test("the last deliveries are listed, the newest first, with what became of them", async () => {
  const opened = await openWebhook();
  for (const id of ["1", "2"]) {
    const body = JSON.stringify(message({ id }));
    await opened.send(body, opened.standard(body));
    if (id === "1") await receiveEvents(opened.companyId, opened.integrationId);
  }
  const listed = await withCompany(opened.companyId, (db) => listLastEvents(db, opened.integrationId, 10));
  expect(listed.map(({ externalId, outcome }) => [externalId, outcome])).toEqual([
    ["2", null],
    ["1", "message"],
  ]);
  expect(listed[0]).not.toHaveProperty("body");
});

test("without an id of its own, the delivery's counts", async () => {
  expect((await sendSigned(message(), { id: "msg_first" })).status).toBe(200);
  expect((await sendSigned(message(), { id: "msg_first" })).status).toBe(200);
  expect((await shop.listEvents()).filter(({ externalId }) => externalId === "msg_first")).toHaveLength(1);
});

test("the secret before a rotation is good for a day, and not for longer", async () => {
  const opened = await openWebhook();
  const body = JSON.stringify(message());
  const older = () => opened.send(body, opened.standard(body, { id: crypto.randomUUID() }));
  const newer = await withCompany(opened.companyId, (db) => rotateWebhookSecret(db, opened.integrationId));
  expect((await older()).status).toBe(200);
  const isNewTaken = await opened.send(body, opened.standard(body, { key: newer }));
  expect(isNewTaken.status).toBe(200);
  const previous = { secret: opened.secret, until: new Date(Date.now() - 1000).toISOString() };
  const sealed = sealCredentials(opened.companyId, opened.integrationId, { secret: newer, previous });
  await withCompany(opened.companyId, (db) => sealIn(db, opened.integrationId, sealed));
  expect((await older()).status).toBe(401);
});

test("a webhook that signs as GitHub does is taken that way, and by an id", async () => {
  const opened = await openWebhook("github");
  const body = JSON.stringify(message({ id: "1" }));
  expect((await opened.send(body, opened.github(body))).status).toBe(200);
  expect((await opened.send(body, opened.github(body))).status).toBe(200);
  expect(await opened.listEvents()).toHaveLength(1);
  const nameless = JSON.stringify(message());
  expect((await opened.send(nameless, opened.github(nameless))).status).toBe(400);
  const delivered = { ...opened.github(nameless), "x-github-delivery": "delivery-1" };
  expect((await opened.send(nameless, delivered)).status).toBe(200);
  expect((await opened.send(body, opened.standard(body))).status).toBe(401);
});

describe("what is refused leaves nothing:", () => {
  const body = JSON.stringify(message({ id: "refused" }));
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  const refused = async (answer: Response, status: number) => {
    expect(answer.status).toBe(status);
    expect((await shop.listEvents()).filter(({ externalId }) => externalId === "refused")).toEqual([]);
  };

  test("unsigned", async () => refused(await shop.send(body, {}), 401));
  test("forged", async () => {
    const key = `whsec_${Buffer.from("another").toString("base64")}`;
    await refused(await shop.send(body, shop.standard(body, { key })), 401);
  });
  test("stale", async () => refused(await shop.send(body, shop.standard(body, { at: minutes(-6) })), 401));
  test("from the future", async () =>
    refused(await shop.send(body, shop.standard(body, { at: minutes(6) })), 401));
  test("another body", async () => refused(await shop.send(`${body} `, shop.standard(body)), 401));
  test("signed the other way", async () => refused(await shop.send(body, shop.github(body)), 401));
  test("another company's webhook", async () => {
    const other = await openWebhook();
    await refused(await shop.send(body, other.standard(body)), 401);
    await refused(await shop.send(body, shop.standard(body), other.integrationId), 401);
    expect(await other.listEvents()).toEqual([]);
  });
  test("a webhook that is not there, or is no webhook", async () => {
    for (const id of [9_000_000, 0, "abc"])
      await refused(await shop.send(body, shop.standard(body), id), 404);
  });
  test("too large", async () => {
    const large = JSON.stringify(message({ id: "refused", html: "x".repeat(1024 * 1024) }));
    await refused(await shop.send(large, shop.standard(large)), 413);
  });
  test("another type", async () =>
    refused(await shop.send(body, { ...shop.standard(body), "content-type": "text/plain" }), 415));
});

describe("a message that is none is refused, with what is wrong:", () => {
  test.each([
    ["nobody wrote it", { sender: { name: "Camille" } }, "e-mail address or a telephone number"],
    ["nothing in it", { text: " " }, "a text, an HTML or an attachment"],
    ["no time", { sent_at: "yesterday" }, "sent_at"],
    ["no file", { attachments: [{ name: "a.txt", content: "§§" }] }, "attachments[0].content"],
    ["no address", { sender: { email: "camille" } }, "sender.email"],
  ])("%s", async (_, changed, said) => {
    const answer = await sendSigned(message(changed));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(said);
  });

  test("no JSON", async () => {
    for (const text of ["{", "[]", "null", ""]) {
      expect((await shop.send(text, shop.standard(text))).status).toBe(400);
    }
  });
});
