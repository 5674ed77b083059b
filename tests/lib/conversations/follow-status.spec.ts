import { describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { resendMessage } from "@/lib/conversations/resend-message";
import { readDeliveryDetail } from "@/lib/conversations/view/delivery-detail";
import { firstSent, openExchange, readMessage } from "@/tests/support/channel-exchange";
import { openNumber } from "@/tests/support/channel-world";

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
        return readMessage(number, id);
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
    expect(await readMessage(number, id)).toMatchObject({ delivery: "sent", externalId: "early" });
    await number.vonage.close();
    await delivering;
    expect(await readMessage(number, id)).toMatchObject({ delivery: "sent", externalId: "early" });
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
    expect(await readMessage(number, id)).toMatchObject({ delivery: "sent", arrivedAt: expect.any(Date) });
    expect(await number.listConversations()).toMatchObject([{ messageCount: 2 }]);
  });
});
