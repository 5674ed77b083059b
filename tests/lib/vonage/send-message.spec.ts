import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import type { VonageAccess } from "@/lib/integrations/vonage-access";
import { type OutgoingChannelMessage, sendMessage } from "@/lib/vonage/send-message";
import { startVonageServer, type VonageServer } from "@/tests/support/vonage-server";

let vonage: VonageServer;
beforeAll(async () => {
  vonage = await startVonageServer();
});
afterAll(() => vonage.close());
beforeEach(() => {
  vonage.fault = undefined;
  vonage.sent.length = 0;
  Object.assign(env, { VONAGE_API_HOST: vonage.url, VONAGE_REST_HOST: vonage.url });
});

const access = (changed: Partial<VonageAccess> = {}): VonageAccess => ({
  ...vonage.account,
  api: "messages",
  templates: [],
  ...changed,
});
const message = (changed: Partial<OutgoingChannelMessage> = {}): OutgoingChannelMessage => ({
  channel: "sms",
  from: "33644630001",
  to: "33612345678",
  clientRef: "inbox-1-2-1",
  text: "Elle part demain.",
  isUnicode: false,
  ...changed,
});
const send = (changed: Partial<OutgoingChannelMessage> = {}, by: Partial<VonageAccess> = {}) =>
  sendMessage(access(by), message(changed), { timeoutMs: 500 });

describe("a message that Vonage takes", () => {
  test("goes by the Messages API, in the application's name, and is known by Vonage's", async () => {
    expect(await send()).toEqual({ outcome: "sent", externalId: vonage.sent[0]?.uuid });
    expect(vonage.sent).toMatchObject([
      {
        api: "messages",
        body: {
          channel: "sms",
          message_type: "text",
          from: "33644630001",
          to: "33612345678",
          text: "Elle part demain.",
          client_ref: "inbox-1-2-1",
        },
      },
    ]);
  });

  test("or by the SMS API, when the account speaks that one", async () => {
    expect(await send({ isUnicode: true }, { api: "sms" })).toMatchObject({ outcome: "sent" });
    expect(vonage.sent).toMatchObject([
      { api: "sms", body: { from: "33644630001", type: "unicode", "client-ref": "inbox-1-2-1" } },
    ]);
  });

  test("without an application it goes in the account's name", async () => {
    expect(await send({}, { applicationId: null, privateKey: "" })).toMatchObject({ outcome: "sent" });
  });

  test("on WhatsApp it may quote, carry a file, or be a template", async () => {
    const media = { type: "file" as const, url: "https://inbox.test/media/1", name: "devis.pdf" };
    await send({ channel: "whatsapp", repliesTo: "uuid-1" });
    await send({ channel: "whatsapp", media, text: "Le devis" });
    await send({ channel: "whatsapp", media: { ...media, type: "image" }, text: "" });
    const template = { name: "order_sent", language: "fr", parameters: ["Camille", "1042"] };
    await send({ channel: "whatsapp", template, text: "Bonjour Camille" });
    expect(vonage.sent.map(({ body }) => body)).toMatchObject([
      { message_type: "text", context: { message_uuid: "uuid-1" } },
      { message_type: "file", file: { url: media.url, caption: "Le devis", name: "devis.pdf" } },
      { message_type: "image", image: { url: media.url } },
      {
        message_type: "template",
        whatsapp: { policy: "deterministic", locale: "fr" },
        template: { name: "order_sent", parameters: ["Camille", "1042"] },
      },
    ]);
  });
});

describe("a message that Vonage refuses was not sent", () => {
  const problem = (title: string, detail = "Their words") => ({
    status: 422,
    body: { type: `https://developer.vonage.com/api-errors/messages#${title}`, title, detail },
  });

  test.each([
    ["1340", "vonage.window", true],
    ["1240", "vonage.optedOut", true],
    ["1300", "vonage.notOnWhatsApp", true],
    ["1022", "vonage.template", true],
    ["1070", "vonage.credit", true],
    ["1000", "vonage.throttled", false],
    ["9999", "vonage.undelivered", true],
  ])("code %s: %s", async (title, key, isPermanent) => {
    vonage.fault = problem(title);
    expect(await send()).toEqual({ outcome: "failed", key, isPermanent, words: "Their words" });
    expect(vonage.sent).toEqual([]);
  });

  test.each([
    [429, "vonage.throttled", false],
    [503, "vonage.throttled", false],
    [402, "vonage.credit", true],
    [403, "vonage.login", true],
  ])("HTTP %s: %s", async (status, key, isPermanent) => {
    vonage.fault = { status };
    expect(await send()).toMatchObject({ outcome: "failed", key, isPermanent });
  });

  test("whoever signs in with other keys", async () => {
    const login = { outcome: "failed", key: "vonage.login", isPermanent: true };
    expect(await send({}, { applicationId: crypto.randomUUID() })).toMatchObject(login);
    expect(await send({}, { applicationId: null, privateKey: "", apiSecret: "wrong" })).toMatchObject(login);
    expect(await send({}, { privateKey: "no key at all" })).toMatchObject(login);
    expect(vonage.sent).toEqual([]);
  });

  test.each([
    ["1", "vonage.throttled", false],
    ["4", "vonage.login", true],
    ["9", "vonage.credit", true],
    ["15", "vonage.sender", true],
  ])("SMS status %s: %s", async (smsStatus, key, isPermanent) => {
    vonage.fault = { smsStatus };
    expect(await send({}, { api: "sms" })).toEqual({
      outcome: "failed",
      key,
      isPermanent,
      words: "Told to refuse",
    });
  });

  test("and so was one when Vonage cannot be reached at all", async () => {
    const gone = await startVonageServer({ account: vonage.account });
    Object.assign(env, { VONAGE_API_HOST: gone.url });
    await gone.close();
    expect(await send()).toMatchObject({ outcome: "failed", key: "vonage.unreachable", isPermanent: false });
  });
});

describe("a message that may have been sent is unknown", () => {
  test.each(["drop", "silence"] as const)("when the line is cut or silent after it: %s", async (fault) => {
    vonage.fault = fault;
    for (const api of ["messages", "sms"] as const)
      expect(await send({}, { api })).toMatchObject({ outcome: "unknown" });
    expect(vonage.sent).toHaveLength(2);
  });

  test.each([500, 502, 504])("when something broke in the middle: HTTP %s", async (status) => {
    vonage.fault = { status };
    expect(await send()).toMatchObject({ outcome: "unknown" });
  });

  test("when an SMS ended in an error of theirs", async () => {
    vonage.fault = { smsStatus: "5" };
    expect(await send({}, { api: "sms" })).toMatchObject({ outcome: "unknown" });
  });
});

test("nothing is sent when its beginning cannot be noted", async () => {
  const noted = sendMessage(access(), message(), { onPhase: () => Promise.reject(new Error("Gone")) });
  await expect(noted).rejects.toThrow("Gone");
  expect(vonage.sent).toEqual([]);
});
