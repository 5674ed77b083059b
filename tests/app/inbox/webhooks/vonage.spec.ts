import { existsSync, readFileSync } from "node:fs";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { POST as smsRoute } from "@/app/inbox/webhooks/sms/route";
import { POST as whatsappRoute } from "@/app/inbox/webhooks/whatsapp/route";
import { withCompany } from "@/db/company";
import { inboundEvents } from "@/db/schema";
import { jobsDatabase } from "@/inngest/embedded/connection";
import { type OpenNumber, openNumber, postTo } from "@/tests/support/channel-world";
import { signMessages, signSms, type VonageAccount } from "@/tests/support/vonage-account";

const METHODS = ["md5hash", "md5", "sha1", "sha256", "sha512"] as const;

let sms: OpenNumber;
let whatsapp: OpenNumber;
beforeAll(async () => {
  sms = await openNumber();
  whatsapp = await openNumber({ source: "whatsapp" });
});

const received = (changed: Record<string, unknown> = {}) => ({
  channel: "sms",
  message_uuid: crypto.randomUUID(),
  to: sms.ours,
  from: "33612345678",
  timestamp: new Date().toISOString(),
  message_type: "text",
  text: "Bonjour",
  ...changed,
});
const smsReceived = (changed: Record<string, string> = {}) => ({
  msisdn: "33612345678",
  to: sms.ours,
  messageId: crypto.randomUUID(),
  text: "Bonjour & merci = ça va ?",
  type: "text",
  ...changed,
});

const countEvents = async () => {
  const counted = await Promise.all([sms, whatsapp].map((number) => number.listEvents()));
  return counted.flat().length;
};
const announced = async () => {
  const rows =
    await jobsDatabase()`select count(*)::int as count from jobs.events where name = 'webhook/kept'`;
  return rows[0]?.count;
};

describe("what is signed by Vonage is kept, as it came, and announced", () => {
  test("by the Messages API", async () => {
    const before = await announced();
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
    expect(await announced()).toBe(before + 1);
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
    const before = await countEvents();
    expect((await sms.post(signSms(sms.account, said, { now }))).status).toBe(200);
    expect(await countEvents()).toBe(before);
  });
});

describe("what comes again is known, and changes nothing", () => {
  test("the same delivery fifty times at once", async () => {
    const before = [await countEvents(), await announced()];
    const call = signMessages(sms.account, received());
    const answers = await Promise.all(Array.from({ length: 50 }, () => sms.post(call)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect([await countEvents(), await announced()]).toEqual(before.map((count) => count + 1));
  });

  test("the same message in a delivery of its own", async () => {
    const body = received();
    await sms.post(signMessages(sms.account, body));
    const before = await countEvents();
    expect((await sms.post(signMessages(sms.account, body))).status).toBe(200);
    expect(await countEvents()).toBe(before);
  });

  test("an SMS", async () => {
    const call = signSms(sms.account, smsReceived());
    await sms.post(call);
    const before = await countEvents();
    await Promise.all(Array.from({ length: 5 }, () => sms.post(call)));
    expect(await countEvents()).toBe(before);
  });
});

describe("what is refused leaves nothing", () => {
  let before: [number, unknown];
  beforeEach(async () => {
    before = [await countEvents(), await announced()];
  });
  const refused = async (answer: Response, status: number) => {
    expect([answer.status, await countEvents(), await announced()]).toEqual([status, ...before]);
  };
  const unsigned = (body: object) => ({
    query: "",
    init: { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
  });
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  test.each([
    ["unsigned", () => unsigned(received())],
    ["unsigned, an SMS", () => unsigned(smsReceived())],
    ["forged", () => signMessages(sms.account, received(), { secret: "another" })],
    ["forged, an SMS", () => signSms(sms.account, smsReceived(), { secret: "another" })],
    ["with no algorithm", () => signMessages(sms.account, received(), { header: { alg: "none" } })],
    ["stale", () => signMessages(sms.account, received(), { now: minutesAgo(6) })],
    ["from the future", () => signMessages(sms.account, received(), { now: minutesAgo(-6) })],
    ["stale, an SMS", () => signSms(sms.account, smsReceived(), { now: minutesAgo(25 * 60) })],
    ["from the future, an SMS", () => signSms(sms.account, smsReceived(), { now: minutesAgo(-6) })],
    ["of another account", () => signMessages(sms.account, received(), { claims: { api_key: "other" } })],
    [
      "of another application",
      () => signMessages(sms.account, received(), { claims: { application_id: "other" } }),
    ],
    ["of another account, an SMS", () => signSms(sms.account, smsReceived({ "api-key": "other" }))],
    ["signed by another company's account", () => signMessages(whatsapp.account, received())],
  ])("%s: 401", async (_, call) => refused(await sms.post(call()), 401));

  test("with another body than was signed: 401", async () => {
    const call = signMessages(sms.account, received());
    call.init.body = JSON.stringify(received({ text: "Autre chose" }));
    await refused(await sms.post(call), 401);
  });

  test("to a number that nobody has: 404", async () => {
    await refused(await sms.post(signMessages(sms.account, received({ to: "33699999999" }))), 404);
    await refused(await sms.post(signSms(sms.account, smsReceived({ to: "33699999999" }))), 404);
  });

  test("cut short: 400 or 401", async () => {
    const whole = JSON.stringify(received());
    await refused(await sms.post(signMessages(sms.account, whole.slice(0, -20))), 400);
    const cut = signMessages(sms.account, received());
    cut.init.body = cut.init.body?.slice(0, -1);
    await refused(await sms.post(cut), 400);
    const announcedLonger = signMessages(sms.account, received());
    announcedLonger.init.headers["content-length"] = String((announcedLonger.init.body?.length ?? 0) + 10);
    await refused(await sms.post(announcedLonger), 400);
  });

  test("larger than a megabyte, announced or not: 413", async () => {
    const large = signMessages(sms.account, received({ text: "x".repeat(1024 * 1024) }));
    await refused(await sms.post(large), 413);
    large.init.headers["content-length"] = String(large.init.body?.length);
    await refused(await sms.post(large), 413);
  });

  test("of another type: 415", async () => {
    await refused(await sms.post(signMessages(sms.account, received(), { contentType: "text/xml" })), 415);
    const packed = signMessages(sms.account, received());
    packed.init.headers["content-encoding"] = "gzip";
    await refused(await sms.post(packed), 415);
  });

  test.each([
    ["a list", "[1,2]"],
    ["nothing", ""],
    ["no message", '{"channel":"sms"}'],
    [
      "another channel",
      JSON.stringify({ channel: "signal_service", message_uuid: "1", to: "1", message_type: "text" }),
    ],
    ["ten thousand levels", `{"channel":"sms","a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`],
    ["a prototype", '{"__proto__":{"channel":"sms"},"channel":"sms"}'],
  ])("%s: 400", async (_, body) => refused(await sms.post(signMessages(sms.account, body)), 400));
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

const CORPUS = "../shared/corpus/vonage";
const present = existsSync(CORPUS);
const read = (path: string) => readFileSync(`${CORPUS}/${path}`, "utf8");

describe.skipIf(!present)(
  "webhooks that Vonage's own libraries are tested with (../shared/corpus; skipped when it is absent)",
  () => {
    const bodies: [string, Record<string, unknown>][] = present
      ? Object.entries<Record<string, unknown>>({
          ...JSON.parse(read("messages-api-webhooks.json")),
          "dotnet-webhook": JSON.parse(read("dotnet-data/Webhooks-ShouldDeserializeWebhook-response.json")),
          "dotnet-status": JSON.parse(read("dotnet-data/Webhooks-ShouldDeserializeStatus-response.json")),
        })
      : [];

    test.each(bodies)("%s", async (_, body) => {
      const number = body.channel === "whatsapp" ? whatsapp : sms;
      const isStatus = "status" in body;
      const addressed = { ...body, ...(isStatus ? { from: number.ours } : { to: number.ours }) };
      const isOfSmsApi = "messageId" in body;
      const call = isOfSmsApi
        ? signSms(number.account, {
            ...(addressed as Record<string, string>),
            "api-key": number.account.apiKey,
            timestamp: String(Math.floor(Date.now() / 1000)),
          })
        : signMessages(number.account, addressed);
      const isTaken =
        isOfSmsApi || (["sms", "whatsapp"].includes(String(body.channel)) && "message_uuid" in body);
      expect((await number.post(call)).status).toBe(isTaken ? 200 : 400);
    });

    test.each(["inbound", "inbound-long"])("%s, over the wire", async (name) => {
      const [, query = ""] = /\?(\S+)/.exec(read(`sms-api-http/${name}.txt`)) ?? [];
      const parameters = Object.fromEntries(new URLSearchParams(query));
      const { sig: _, timestamp: __, "api-key": ___, ...said } = parameters;
      const call = signSms(sms.account, { ...said, to: sms.ours }, { as: "get" });
      expect((await sms.post(call)).status).toBe(200);
      const event = (await sms.listEvents()).at(-1);
      expect(event?.externalId).toBe(parameters.messageId);
      await withCompany(sms.companyId, (db) => db.delete(inboundEvents));
    });
  },
);
