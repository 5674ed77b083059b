import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { getMessage, settleAbandoned } from "@/db/queries/messages";
import { messages } from "@/db/schema";
import { keepUpload } from "@/lib/conversations/keep-upload";
import { resendMessage } from "@/lib/conversations/resend-message";
import { readDeliveryDetail } from "@/lib/conversations/view/delivery-detail";
import { changeTemplates } from "@/lib/integrations/connect-number";
import { type OpenNumber, openNumber } from "@/tests/support/channel-world";

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

async function openExchange(changed: Parameters<typeof openNumber>[0] = {}) {
  const number = await openNumber(changed);
  await number.write();
  await number.receive();
  return number;
}
const firstSent = ({ vonage }: OpenNumber) => {
  const [message] = vonage.sent;
  if (!message) throw new Error("Nothing was sent");
  return message;
};
const read = (number: OpenNumber, id: number) => withCompany(number.companyId, (db) => getMessage(db, id));

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
    return { id, delivered: await number.deliver(id), message: await read(number, id) };
  };

  test("goes to whoever wrote, from their number, once, however often it is delivered", async () => {
    const { id } = await number.answer({ to: [{ name: "", address: "somebody@else.test" }] });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => number.deliver(id)));
    expect(outcomes.filter(({ delivery }) => delivery === "sent")).toHaveLength(1);
    expect(number.vonage.sent).toMatchObject([
      { body: { to: "33612345678", from: number.ours, text: "Elle part demain.", channel: "sms" } },
    ]);
    expect(await read(number, id)).toMatchObject({
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
    expect(await read(number, id)).toMatchObject({ delivery: "sent", externalId: uuid });
  });

  test("whose process died before it could say so may have gone", async () => {
    const { id } = await number.answer();
    await withCompany(number.companyId, (db) =>
      db.update(messages).set({ delivery: "sending", deliveryPhase: "data", deliveryStartedAt: hoursAgo(1) }),
    );
    await withCompany(number.companyId, (db) => settleAbandoned(db, 15));
    expect((await read(number, id)).delivery).toBe("unknown");
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
  expect(readDeliveryDetail((await read(number, queued.id)).deliveryDetail).key).toBe("customerOptedOut");
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

describe("a WhatsApp message in answer", () => {
  const template = {
    name: "order_sent",
    language: "fr",
    body: "Bonjour {{1}}, la commande {{2}} est partie.",
  };
  const open = async (timestamp: Date) => {
    const number = await openNumber({ source: "whatsapp" });
    await number.write({ timestamp: timestamp.toISOString() });
    await number.receive();
    await withCompany(number.companyId, (db) =>
      changeTemplates(db, { integrationId: number.integrationId, templates: [template] }),
    );
    number.reachVonage();
    return number;
  };

  test("is free for 24 hours after the customer wrote, and is then refused before it is queued", async () => {
    const number = await open(hoursAgo(23));
    const { id } = await number.answer();
    expect(await number.deliver(id)).toEqual({ delivery: "sent" });
    const closed = await open(hoursAgo(25));
    await expect(closed.answer()).rejects.toThrow("whatsappWindowClosed");
    expect(await closed.listMessages()).toHaveLength(1);
  });

  test("whose window closed while it waited is not sent, and says why", async () => {
    const number = await open(hoursAgo(23));
    const { id } = await number.answer();
    await withCompany(number.companyId, (db) =>
      db.execute("update messages set sent_at = sent_at - interval '2 hours' where kind = 'inbound'"),
    );
    expect(await number.deliver(id)).toEqual({ delivery: "failed" });
    expect(readDeliveryDetail((await read(number, id)).deliveryDetail).key).toBe("whatsappWindowClosed");
    expect(number.vonage.sent).toEqual([]);
  });

  test("may be a template at any time, and shows what the customer reads", async () => {
    const number = await open(hoursAgo(48));
    const { name, language } = template;
    const { id } = await number.answer({
      text: "",
      template: { name, language, parameters: ["Camille", " 1042 "] },
    });
    expect(await number.deliver(id)).toEqual({ delivery: "sent" });
    expect(await read(number, id)).toMatchObject({
      body: "Bonjour Camille, la commande 1042 est partie.",
      content: { template: { name, language, parameters: ["Camille", "1042"] } },
    });
    expect(number.vonage.sent[0]?.body).toMatchObject({ message_type: "template", template: { name } });
  });

  test("is refused with a template that is not there, or not filled in", async () => {
    const number = await open(hoursAgo(1));
    const { name, language } = template;
    const answer = (parameters: string[], changed = {}) =>
      number.answer({ text: "", template: { name, language, parameters, ...changed } });
    await expect(answer(["a", "b"], { name: "other" })).rejects.toThrow("templateGone");
    await expect(answer(["a", "b"], { language: "en" })).rejects.toThrow("templateGone");
    for (const parameters of [["a"], ["a", " "], ["a", "b", "c"]]) {
      await expect(answer(parameters)).rejects.toThrow("templateIncomplete");
    }
  });

  test("carries one file, by an address that Vonage can fetch for an hour", async () => {
    const number = await open(hoursAgo(1));
    const { companyId, employeeId } = number;
    const file = { name: "devis.pdf", declaredType: "application/pdf", content: Buffer.from("%PDF-1.4\nx") };
    const uploads = [
      await keepUpload(companyId, { employeeId, ...file }),
      await keepUpload(companyId, { employeeId, ...file }),
    ];
    const attachmentIds = uploads.map(({ id }) => id);
    await expect(number.answer({ attachmentIds })).rejects.toThrow("whatsappOneFile");
    const { id } = await number.answer({ text: "Le devis", attachmentIds: attachmentIds.slice(0, 1) });
    expect(await number.deliver(id)).toEqual({ delivery: "sent" });
    expect(number.vonage.sent[0]?.body).toMatchObject({
      message_type: "file",
      file: {
        caption: "Le devis",
        name: "devis.pdf",
        url: expect.stringContaining("/inbox/webhooks/media/"),
      },
    });
  });
});

describe("the statuses of an answer", () => {
  const sent = async () => {
    const number = await openExchange({ source: "whatsapp" });
    number.reachVonage();
    const { id } = await number.answer();
    await number.deliver(id);
    const { uuid, body } = firstSent(number);
    const tell = (status: string, changed = {}) =>
      number.status({ message_uuid: uuid, client_ref: body.client_ref, status, ...changed });
    return {
      number,
      id,
      uuid,
      tell,
      settle: async () => {
        await number.receive();
        return read(number, id);
      },
    };
  };

  test("come in any order and more than once: the furthest counts", async () => {
    const { tell, settle } = await sent();
    const [deliveredAt, readAt] = [new Date("2026-11-20T10:00:00Z"), new Date("2026-11-20T10:05:00Z")];
    for (const [status, timestamp] of [
      ["read", readAt],
      ["submitted", deliveredAt],
      ["delivered", deliveredAt],
      ["read", readAt],
    ] as const) {
      await tell(status, { timestamp: timestamp.toISOString() });
    }
    expect(await settle()).toMatchObject({ delivery: "sent", arrivedAt: readAt, readAt });
  });

  test("that say it was refused make it fail, in words", async () => {
    const { tell, settle } = await sent();
    const error = { title: "1340", detail: "Outside the window" };
    await tell("rejected", { error });
    await tell("submitted");
    await tell("delivered");
    const message = await settle();
    expect(message).toMatchObject({ delivery: "failed", arrivedAt: null });
    expect(readDeliveryDetail(message.deliveryDetail)).toEqual({
      key: "vonage.window",
      values: {},
      words: "Outside the window",
    });
  });

  test("that say so after it arrived are not believed", async () => {
    const { tell, settle } = await sent();
    await tell("delivered");
    await tell("undeliverable");
    expect(await settle()).toMatchObject({ delivery: "sent" });
  });

  test("that come before the sending was answered find it by our own name", async () => {
    const number = await openExchange();
    number.reachVonage();
    const { id } = await number.answer();
    const client_ref = `inbox-${number.companyId}-${id}-1`;
    await number.status({ message_uuid: "early", client_ref, status: "delivered" });
    await number.receive();
    // Not one attempt was made yet: it waits.
    expect((await number.listEvents()).at(-1)?.outcome).toBeNull();
    number.vonage.fault = "silence";
    const delivering = number.deliver(id);
    while (number.vonage.sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await number.receive();
    expect(await read(number, id)).toMatchObject({ delivery: "sent", externalId: "early" });
    await number.vonage.close();
    await delivering;
    expect(await read(number, id)).toMatchObject({ delivery: "sent", externalId: "early" });
  });

  test("of nobody are forgotten after a while, and another company's name is no name here", async () => {
    const { number, id, tell, settle } = await sent();
    await number.status({ message_uuid: "nobody", status: "delivered" });
    await tell("undeliverable", { message_uuid: "x", client_ref: `inbox-${number.companyId + 1}-${id}-1` });
    expect(await settle()).toMatchObject({ delivery: "sent" });
    const outcomes = async () =>
      (await number.listEvents()).filter(({ kind }) => kind === "status").map(({ outcome }) => outcome);
    expect(await outcomes()).toEqual([null, null]);
    await number.age(11);
    await settle();
    expect(await outcomes()).toEqual(["unmatched", "unmatched"]);
  });

  test("of an earlier attempt do not touch the one a person made after it", async () => {
    const { number, id, tell, settle } = await sent();
    await tell("undeliverable");
    expect((await settle()).delivery).toBe("failed");
    await withCompany(number.companyId, (db) => resendMessage(db, { messageId: id, doubtAccepted: false }));
    await number.deliver(id);
    await tell("rejected");
    expect(await settle()).toMatchObject({ delivery: "sent", externalId: number.vonage.sent[1]?.uuid });
  });

  test("come by the SMS API too", async () => {
    const number = await openNumber({ api: "sms" });
    await number.writeSms();
    await number.receive();
    number.reachVonage();
    const { id } = await number.answer();
    await number.deliver(id);
    const { uuid, body } = firstSent(number);
    const said = { messageId: uuid, "client-ref": String(body["client-ref"]), text: "", type: "" };
    await number.writeSms({ ...said, status: "buffered", "err-code": "0" });
    await number.writeSms({ ...said, status: "delivered", "err-code": "0" });
    await number.receive();
    expect(await read(number, id)).toMatchObject({ delivery: "sent", arrivedAt: expect.any(Date) });
    expect(await number.listConversations()).toMatchObject([{ messageCount: 2 }]);
  });
});
