import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OpenNumber } from "@/tests/support/channel-world";
import { signMessages, signSms } from "@/tests/support/vonage-account";
import { countAnnounced, type OpenVonage, openVonage } from "@/tests/support/vonage-world";

let world: OpenVonage;
let sms: OpenNumber;
let whatsapp: OpenNumber;
beforeAll(async () => {
  world = await openVonage();
  ({ sms, whatsapp } = world);
});
const received: OpenVonage["received"] = (changed) => world.received(changed);
const smsReceived: OpenVonage["smsReceived"] = (changed) => world.smsReceived(changed);

describe("what is refused leaves nothing", () => {
  let before: [number, unknown];
  beforeEach(async () => {
    before = [await world.countEvents(), await countAnnounced()];
  });
  const refused = async (answer: Response, status: number) => {
    expect([answer.status, await world.countEvents(), await countAnnounced()]).toEqual([status, ...before]);
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
