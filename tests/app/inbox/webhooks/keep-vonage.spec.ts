import { beforeAll, describe, expect, test } from "vitest";
import { POST as smsRoute } from "@/app/inbox/webhooks/sms/route";
import { POST as whatsappRoute } from "@/app/inbox/webhooks/whatsapp/route";
import { withCompany } from "@/db/company";
import { type OpenNumber, openNumber, postTo } from "@/tests/support/channel-world";
import { signMessages, signSms, type VonageAccount } from "@/tests/support/vonage-account";
import { countAnnounced, type OpenVonage, openVonage } from "@/tests/support/vonage-world";

const METHODS = ["md5hash", "md5", "sha1", "sha256", "sha512"] as const;

let world: OpenVonage;
let sms: OpenNumber;
let whatsapp: OpenNumber;
beforeAll(async () => {
  world = await openVonage();
  ({ sms, whatsapp } = world);
});
const received: OpenVonage["received"] = (changed) => world.received(changed);
const smsReceived: OpenVonage["smsReceived"] = (changed) => world.smsReceived(changed);

describe("what is signed by Vonage is kept, as it came, and announced", () => {
  test("by the Messages API", async () => {
    const before = await countAnnounced();
    const body = received({ text: "Où en est ma commande ?" });
    const answer = await sms.post(signMessages(sms.account, body));
    expect(answer.status).toBe(200);
    const event = (await sms.listEvents()).at(-1);
    expect(event).toMatchObject({
      kind: "message",
      form: "messages-api",
      externalId: body.message_uuid,
      outcome: null,
      late: false,
    });
    expect(JSON.parse(event?.body.toString() ?? "")).toEqual(body);
    expect(await countAnnounced()).toBe(before + 1);
  });

  test.each(["get", "form", "json"] as const)("by the SMS API, as %s", async (as) => {
    const said = smsReceived();
    const answer = await sms.post(signSms(sms.account, said, { as }));
    expect(answer.status).toBe(200);
    expect((await sms.listEvents()).at(-1)).toMatchObject({ form: "sms-api", externalId: said.messageId });
  });

  test.each(METHODS)(
    "by the SMS API signed with %s, when the account signs that way",
    async (signatureMethod) => {
      const number = await openNumber({ signatureMethod });
      const account: VonageAccount = { ...number.account, signatureMethod };
      const said = { ...smsReceived(), to: number.ours };
      expect((await number.post(signSms(account, said))).status).toBe(200);
      const other = METHODS.find((method) => method !== signatureMethod) ?? "md5";
      const wrongly = signSms({ ...account, signatureMethod: other }, { ...said, messageId: "other" });
      expect((await number.post(wrongly)).status).toBe(401);
    },
  );

  test("for either channel at either address, since an application has one for all", async () => {
    const toWhatsApp = received({ channel: "whatsapp", to: whatsapp.ours });
    expect((await postTo(smsRoute, signMessages(whatsapp.account, toWhatsApp))).status).toBe(200);
    expect((await postTo(whatsappRoute, signMessages(sms.account, received()))).status).toBe(200);
    expect((await whatsapp.listEvents()).at(-1)?.externalId).toBe(toWhatsApp.message_uuid);
  });

  test("in the first version of the Messages API too", async () => {
    const body = received({
      to: { type: "sms", number: sms.ours },
      from: { type: "sms", number: "33612345678" },
    });
    expect((await sms.post(signMessages(sms.account, body))).status).toBe(200);
  });

  test("late, if an SMS could not be delivered before; and the same one only once", async () => {
    const said = smsReceived();
    const now = new Date(Date.now() - 3 * 3_600_000);
    expect((await sms.post(signSms(sms.account, said, { now }))).status).toBe(200);
    expect((await sms.listEvents()).at(-1)).toMatchObject({ externalId: said.messageId, late: true });
    const before = await world.countEvents();
    expect((await sms.post(signSms(sms.account, said, { now }))).status).toBe(200);
    expect(await world.countEvents()).toBe(before);
  });
});

describe("what comes again is known, and changes nothing", () => {
  test("the same delivery fifty times at once", async () => {
    const before = [await world.countEvents(), await countAnnounced()];
    const call = signMessages(sms.account, received());
    const answers = await Promise.all(Array.from({ length: 50 }, () => sms.post(call)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect([await world.countEvents(), await countAnnounced()]).toEqual(before.map((count) => count + 1));
  });

  test("the same message in a delivery of its own", async () => {
    const body = received();
    await sms.post(signMessages(sms.account, body));
    const before = await world.countEvents();
    expect((await sms.post(signMessages(sms.account, body))).status).toBe(200);
    expect(await world.countEvents()).toBe(before);
  });

  test("an SMS", async () => {
    const call = signSms(sms.account, smsReceived());
    await sms.post(call);
    const before = await world.countEvents();
    await Promise.all(Array.from({ length: 5 }, () => sms.post(call)));
    expect(await world.countEvents()).toBe(before);
  });
});

test("somebody who claims a number without its secret is in nobody's way", async () => {
  const thief = await openNumber({ number: sms.number, signatureSecret: "guessed" });
  await withCompany(thief.companyId, (db) => db.execute("update integrations set sealed_credentials = null"));
  const body = received();
  expect((await sms.post(signMessages(sms.account, body))).status).toBe(200);
  expect(await thief.listEvents()).toEqual([]);
  expect((await sms.listEvents()).at(-1)?.externalId).toBe(body.message_uuid);
});

test("a number whose secret cannot be read asks for another try", async () => {
  const number = await openNumber();
  await withCompany(number.companyId, (db) =>
    db.execute("update integrations set sealed_credentials = null"),
  );
  expect((await number.write()).status).toBe(503);
});
