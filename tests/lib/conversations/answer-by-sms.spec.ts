import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { settleAbandoned } from "@/db/queries/messages";
import { messages } from "@/db/schema";
import { keepUpload } from "@/lib/conversations/keep-upload";
import { readDeliveryDetail } from "@/lib/conversations/view/delivery-detail";
import { firstSent, hoursAgo, openExchange, readMessage } from "@/tests/support/channel-exchange";
import { type OpenNumber, openNumber } from "@/tests/support/channel-world";

describe("an SMS in answer", () => {
  let number: OpenNumber;
  beforeAll(async () => {
    number = await openExchange();
  });
  beforeEach(() => {
    number.reachVonage();
    number.vonage.fault = undefined;
    number.vonage.sent.length = 0;
  });
  const sendWith = async (fault: OpenNumber["vonage"]["fault"]) => {
    number.vonage.fault = fault;
    const { id } = await number.answer();
    return { id, delivered: await number.deliver(id), message: await readMessage(number, id) };
  };

  test("goes to whoever wrote, from their number, once, however often it is delivered", async () => {
    const { id } = await number.answer({ to: [{ name: "", address: "somebody@else.test" }] });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => number.deliver(id)));
    expect(outcomes.filter(({ delivery }) => delivery === "sent")).toHaveLength(1);
    expect(number.vonage.sent).toMatchObject([
      { body: { to: "33612345678", from: number.ours, text: "Elle part demain.", channel: "sms" } },
    ]);
    expect(await readMessage(number, id)).toMatchObject({
      delivery: "sent",
      externalId: number.vonage.sent[0]?.uuid,
      emailId: null,
      subject: "",
      recipients: { to: [{ address: "+33612345678" }] },
    });
  });

  test("that Vonage refuses failed, in words", async () => {
    const { delivered, message } = await sendWith({ status: 402 });
    expect(delivered).toEqual({ delivery: "failed" });
    expect(readDeliveryDetail(message.deliveryDetail).key).toBe("vonage.credit");
  });

  test("shows the number as failing while Vonage gives it no credit, and well again once one went out", async () => {
    const failureNow = async () => {
      const { failure } = await withCompany(number.companyId, (db) =>
        getIntegration(db, number.integrationId),
      );
      return failure;
    };
    await sendWith({ status: 402 });
    expect(await failureNow()).toBe("credit");
    await sendWith({ status: 401 });
    expect(await failureNow()).toBe("vonage-sending");
    await sendWith(undefined);
    expect(await failureNow()).toBeNull();
  });

  test("that Vonage cannot take now is tried again", async () => {
    expect((await sendWith({ status: 429 })).delivered).toEqual({ delivery: "queued", retryInSeconds: 30 });
  });

  test("that nobody answered for may have gone: no machine sends it again, a status settles it", async () => {
    const { id, delivered, message } = await sendWith("drop");
    expect(delivered).toEqual({ delivery: "unknown" });
    expect(message).toMatchObject({ deliveryPhase: "data", externalId: null });
    await withCompany(number.companyId, (db) => settleAbandoned(db, 0));
    expect(await number.deliver(id)).toEqual({ delivery: "untouched" });
    const { uuid, body } = firstSent(number);
    await number.status({ message_uuid: uuid, status: "submitted", client_ref: body.client_ref });
    await number.receive();
    expect(await readMessage(number, id)).toMatchObject({ delivery: "sent", externalId: uuid });
  });

  test("whose process died before it could say so may have gone", async () => {
    const { id } = await number.answer();
    await withCompany(number.companyId, (db) =>
      db.update(messages).set({ delivery: "sending", deliveryPhase: "data", deliveryStartedAt: hoursAgo(1) }),
    );
    await withCompany(number.companyId, (db) => settleAbandoned(db, 15));
    expect((await readMessage(number, id)).delivery).toBe("unknown");
  });

  test("is refused with a file, and when it is too long", async () => {
    const { companyId, employeeId } = number;
    const file = { name: "a.txt", declaredType: "text/plain", content: Buffer.from("a") };
    const { id } = await keepUpload(companyId, { employeeId, ...file });
    await expect(number.answer({ attachmentIds: [id] })).rejects.toThrow("smsWithoutFiles");
    await expect(number.answer({ text: "x".repeat(1001) })).rejects.toThrow("messageTooLong");
  });
});

test("who said STOP is not written to, before and after the answer was queued, until START", async () => {
  const number = await openExchange();
  number.reachVonage();
  const queued = await number.answer();
  await number.write({ text: "STOP" });
  await number.receive();
  await expect(number.answer()).rejects.toThrow("customerOptedOut");
  expect(await number.deliver(queued.id)).toEqual({ delivery: "failed" });
  expect(readDeliveryDetail((await readMessage(number, queued.id)).deliveryDetail).key).toBe(
    "customerOptedOut",
  );
  expect(number.vonage.sent).toEqual([]);
  await number.write({ text: "Start" });
  await number.receive();
  const { id } = await number.answer();
  expect(await number.deliver(id)).toEqual({ delivery: "sent" });
});

test("a name or a short number is no address to answer to", async () => {
  const number = await openNumber();
  await number.write({ from: "38200" });
  await number.receive();
  await expect(number.answer()).rejects.toThrow("senderUnanswerable");
});
