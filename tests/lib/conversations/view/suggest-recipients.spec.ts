import { expect, test } from "vitest";
import { suggestRecipients } from "@/lib/conversations/view/suggest-recipients";

const camille = { name: "Camille", address: "camille@client.test" };
const paul = { name: "Paul", address: "Paul@client.test" };
const us = { name: "Atelier Lumen", address: "Contact@lumen.test" };
const ownAddresses = ["contact@lumen.test", "sav@lumen.test"];

const suggest = (
  from: typeof us,
  { to = [us], cc = [] as (typeof us)[], kind = "inbound" as "inbound" | "outbound" } = {},
) =>
  suggestRecipients({
    answered: { kind, senderName: from.name, senderAddress: from.address, recipients: { to, cc, bcc: [] } },
    ownAddresses,
    customer: camille,
  });

test("an answer goes to who wrote, and to nobody else when there is nobody else", () => {
  expect(suggest(paul)).toEqual({ reply: { to: [paul], cc: [], bcc: [] } });
});

test("an answer to all leaves our own addresses and repetitions out", () => {
  const { replyAll } = suggest(paul, {
    to: [us, camille, { ...paul, name: "" }],
    cc: [camille, { name: "", address: "x@y.test" }],
  });
  expect(replyAll).toEqual({ to: [paul, camille], cc: [{ name: "", address: "x@y.test" }], bcc: [] });
});

test("what a robot or our own form sent for the customer is answered to the customer", () => {
  expect(suggest({ name: "Boutique", address: "no-reply@shop.test" }).reply.to).toEqual([camille]);
  expect(suggest(us).reply.to).toEqual([camille]);
});

test("after our own message the same person is written to again", () => {
  expect(suggest(us, { kind: "outbound", to: [paul, camille] })).toMatchObject({
    reply: { to: [paul] },
    replyAll: { to: [paul, camille] },
  });
});

test("a conversation in which nothing was written goes to its customer, if that has an address", () => {
  const nothing = { answered: undefined, ownAddresses };
  expect(suggestRecipients({ ...nothing, customer: camille }).reply.to).toEqual([camille]);
  expect(suggestRecipients({ ...nothing, customer: { name: "Inconnu", address: "" } }).reply.to).toEqual([]);
});
