import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { keepUpload } from "@/lib/conversations/keep-upload";
import { readDeliveryDetail } from "@/lib/conversations/view/delivery-detail";
import { env } from "@/lib/env";
import { changeWebhook, rotateWebhookSecret } from "@/lib/integrations/connect-webhook";
import { openExchange, service } from "./callback-exchange";

describe("an answer to a custom webhook", () => {
  test("is handed over once, signed so that the other end can be sure, and says what it answers", async () => {
    const exchange = await openExchange();
    const { id } = await exchange.answer();
    await Promise.all([exchange.deliver(id), exchange.deliver(id)]);
    expect(service.received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: "" }] = service.received;
    const said = new Webhook(await exchange.secret()).verify(body, headers as Record<string, string>);
    expect(said).toMatchObject({
      type: "message.sent",
      data: {
        id: `msg_${exchange.companyId}_${id}`,
        thread_id: "t.1",
        in_reply_to: "question-1",
        to: { name: "Camille", address: "camille@client.test" },
        author: { name: "Nadia Ferrand – Boutique" },
        text: "Elle part demain.",
        attachments: [],
      },
    });
    expect(await exchange.read(id)).toMatchObject({
      delivery: "sent",
      externalId: `msg_${exchange.companyId}_${id}`,
    });
    expect(await exchange.attempts(id)).toMatchObject([{ status: 204, failure: null, replay: false }]);
  });

  test("carries its files", async () => {
    const exchange = await openExchange();
    const { companyId, employeeId } = exchange;
    const file = { name: "devis.txt", declaredType: "text/plain", content: Buffer.from("Un devis") };
    const upload = await keepUpload(companyId, { employeeId, ...file });
    const { id } = await exchange.answer({ attachmentIds: [upload.id] });
    await exchange.deliver(id);
    expect(JSON.parse(service.received[0]?.body ?? "").data.attachments).toEqual([
      { name: "devis.txt", type: "text/plain", size: 8, content: file.content.toString("base64") },
    ]);
  });

  test("is signed with both secrets while they change", async () => {
    const exchange = await openExchange();
    const older = await exchange.secret();
    const newer = await exchange.of((db) => rotateWebhookSecret(db, exchange.integrationId));
    const { id } = await exchange.answer();
    await exchange.deliver(id);
    const [{ headers, body } = { headers: {}, body: "" }] = service.received;
    for (const secret of [older, newer]) {
      expect(() => new Webhook(secret).verify(body, headers as Record<string, string>)).not.toThrow();
    }
  });

  test("is signed as GitHub does where that was chosen", async () => {
    const exchange = await openExchange({ signing: "github" });
    const { id } = await exchange.answer();
    await exchange.deliver(id);
    const [{ headers, body } = { headers: {}, body: "" }] = service.received;
    const proof = createHmac("sha256", await exchange.secret())
      .update(body)
      .digest("hex");
    expect(headers["x-hub-signature-256"]).toBe(`sha256=${proof}`);
    expect(headers["webhook-signature"]).toBeUndefined();
  });

  test("that is not taken is tried again for days, under the same id, and fails in the end", async () => {
    const exchange = await openExchange();
    service.answer.status = 500;
    const { id } = await exchange.answer();
    const waits: (number | undefined)[] = [];
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      waits.push((await exchange.deliver(id)).retryInSeconds);
      await exchange.wait(id);
    }
    expect(waits.at(-1)).toBeUndefined();
    const planned = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
    planned.forEach((seconds, nth) => {
      expect(waits[nth]).toBeGreaterThanOrEqual(seconds);
      expect(waits[nth]).toBeLessThanOrEqual(Math.ceil(seconds * 1.1));
    });
    expect(new Set(service.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    const message = await exchange.read(id);
    expect(message.delivery).toBe("failed");
    expect(readDeliveryDetail(message.deliveryDetail)).toMatchObject({
      key: "callback.answer",
      values: { status: 500 },
    });
    expect(await exchange.attempts(id)).toHaveLength(10);
  });

  test("waits for as long as the other end asks", async () => {
    const exchange = await openExchange();
    service.answer = { status: 429, headers: { "retry-after": "90" } };
    const { id } = await exchange.answer();
    expect(await exchange.deliver(id)).toEqual({ delivery: "queued", retryInSeconds: 90 });
  });

  test.each([
    ["wants no more", 410, "failed"],
    ["sends it elsewhere", 302, "queued"],
  ])("to somebody who %s is not pushed on", async (_, status, delivery) => {
    const exchange = await openExchange();
    service.answer = { status, headers: { location: service.url } };
    const { id } = await exchange.answer();
    expect(await exchange.deliver(id)).toMatchObject({ delivery });
    expect(service.received).toHaveLength(1);
  });

  test("is not handed to an address inside, whatever was typed", async () => {
    const exchange = await openExchange();
    env.ALLOWED_PRIVATE_HOSTS = "";
    const { id } = await exchange.answer();
    expect(await exchange.deliver(id)).toEqual({ delivery: "failed" });
    expect(readDeliveryDetail((await exchange.read(id)).deliveryDetail).key).toBe("callback.refused");
    expect(service.received).toEqual([]);
    expect(await exchange.attempts(id)).toMatchObject([{ status: null, failure: "refused" }]);
  });

  test("to a webhook without a callback is refused before it is queued", async () => {
    const exchange = await openExchange({ callbackUrl: "" });
    await expect(exchange.answer()).rejects.toThrow("webhookWithoutCallback");
  });
});

test("a webhook keeps its secret when its callback changes", async () => {
  const exchange = await openExchange();
  const before = await exchange.secret();
  const { integrationId } = exchange;
  await exchange.of((db) =>
    changeWebhook(db, { integrationId, name: "Forum", signing: "standard", callbackUrl: "" }),
  );
  expect(await exchange.secret()).toBe(before);
  await expect(exchange.answer()).rejects.toThrow("webhookWithoutCallback");
});
