import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { findIntegration } from "@/db/queries/integrations-list";
import { reachRecipient } from "@/lib/conversations/view/reach-recipient";
import { changeTemplates } from "@/lib/integrations/connect-number";
import { firstSent, openExchange, readMessage } from "@/tests/support/channel-exchange";
import { type OpenNumber, openNumber } from "@/tests/support/channel-world";

async function send(number: OpenNumber, text = "Elle part demain.") {
  number.reachVonage();
  const { id } = await number.answer({ text });
  await number.deliver(id);
  return { id, sent: firstSent(number) };
}
const pricesOf = async ({ companyId, integrationId }: OpenNumber) => {
  const found = await withCompany(companyId, (db) => findIntegration(db, integrationId));
  return found?.settings.prices;
};
const rateTo = async ({ companyId, integrationId }: OpenNumber, address: string) =>
  (await withCompany(companyId, (db) => reachRecipient(db, { integrationId, address }))).rate;

test("what Vonage bills for a long SMS is kept for a part, on the message and as the last price to that country", async () => {
  const number = await openExchange();
  const { id, sent } = await send(number, "x".repeat(161));
  const usage = { currency: "EUR", price: "0.1404" };
  await number.status({ message_uuid: sent.uuid, status: "submitted", usage, sms: { count_total: "2" } });
  await number.receive();
  const price = { amount: 0.0702, currency: "EUR" };
  expect(await readMessage(number, id)).toMatchObject({ delivery: "sent", content: { price } });
  expect(await pricesOf(number)).toEqual({ FR: price });
  expect(await rateTo(number, "06 11 11 11 11")).toEqual({ area: "national", price });
  expect(await rateTo(number, "+49 151 23456789")).toEqual({ area: "union", price: undefined });
});

test("where the number of parts is not told, it is our own count", async () => {
  const number = await openExchange();
  const { id, sent } = await send(number, "x".repeat(161));
  const usage = { currency: "EUR", price: "0.14" };
  await number.status({ message_uuid: sent.uuid, status: "delivered", usage });
  await number.receive();
  expect((await readMessage(number, id)).content?.price?.amount).toBe(0.07);
});

test("the SMS API tells it for each part", async () => {
  const number = await openNumber({ api: "sms" });
  await number.writeSms();
  await number.receive();
  const { id, sent } = await send(number, "x".repeat(161));
  const clientRef = String(sent.body["client-ref"]);
  await number.writeSms({
    ...{ messageId: sent.uuid, "client-ref": clientRef, text: "", type: "" },
    ...{ status: "delivered", "err-code": "0", price: "0.07000000" },
  });
  await number.receive();
  expect((await readMessage(number, id)).content).toEqual({ price: { amount: 0.07, currency: "EUR" } });
});

test.each([
  ["no price", {}],
  ["nothing billed", { usage: { currency: "EUR", price: "0" } }],
  ["what is no price", { usage: { currency: "euros", price: "a lot" } }],
  ["something else in its place", { usage: [1], sms: "two" }],
])("a status with %s is followed all the same", async (_, changed) => {
  const number = await openExchange();
  const { id, sent } = await send(number);
  await number.status({ message_uuid: sent.uuid, status: "delivered", ...changed });
  await number.receive();
  expect(await readMessage(number, id)).toMatchObject({ content: null, arrivedAt: expect.any(Date) });
  expect(await pricesOf(number)).toBeUndefined();
});

test("a number whose settings are changed still knows its prices", async () => {
  const number = await openExchange();
  const { sent } = await send(number);
  await number.status({
    message_uuid: sent.uuid,
    status: "delivered",
    usage: { currency: "EUR", price: "0.07" },
  });
  await number.receive();
  const { companyId, integrationId } = number;
  await withCompany(companyId, (db) => changeTemplates(db, { integrationId, templates: [] }));
  expect(await pricesOf(number)).toEqual({ FR: { amount: 0.07, currency: "EUR" } });
});
