import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { inboundEvents } from "@/db/schema";
import { type OpenNumber, openNumber } from "@/tests/support/channel-world";
import { signMessages, signSms } from "@/tests/support/vonage-account";

let sms: OpenNumber;
let whatsapp: OpenNumber;
beforeAll(async () => {
  sms = await openNumber();
  whatsapp = await openNumber({ source: "whatsapp" });
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
