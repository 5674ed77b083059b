import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { POST } from "@/app/inbox/webhooks/custom/[integrationId]/route";
import { withCompany } from "@/db/company";
import { deleteOldRefusals, listRefusals } from "@/db/queries/webhook-refusals";
import { webhookRefusals } from "@/db/schema";
import { connectWebhook, revealWebhookSecret } from "@/lib/integrations/connect-webhook";
import { type OpenNumber, openNumber } from "@/tests/support/channel-world";
import { createCompany } from "@/tests/support/factories/company";
import { signMessages, signSms } from "@/tests/support/vonage-account";

const countsOf = async ({ companyId, integrationId }: Pick<OpenNumber, "companyId" | "integrationId">) => {
  const rows = await withCompany(companyId, (db) => listRefusals(db, integrationId));
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
};

describe("of a number", () => {
  const received = (number: OpenNumber) => ({
    ...{ channel: "sms", message_uuid: crypto.randomUUID(), to: number.ours, from: "33612345678" },
    ...{ timestamp: new Date().toISOString(), message_type: "text", text: "Bonjour" },
  });
  const unsigned = (body: object) => ({
    query: "",
    init: { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
  });

  test("what is refused is counted by its reason, one row an hour, without a word of it", async () => {
    const number = await openNumber();
    const { account } = number;
    const now = new Date(Date.now() - 6 * 60_000);
    for (let times = 0; times < 3; times += 1) await number.post(unsigned(received(number)));
    await number.post(signMessages(account, received(number), { secret: "another" }));
    await number.post(signMessages(account, received(number), { now }));
    await number.post(signMessages(account, { ...received(number), message_type: undefined }));
    const twice = signMessages(account, received(number));
    await number.post(twice);
    await number.post(twice);
    const counts = { unsigned: 3, forged: 1, stale: 1, shape: 1, replayed: 1 };
    expect(await countsOf(number)).toEqual(counts);
    const rows = await withCompany(number.companyId, (db) => db.select().from(webhookRefusals));
    expect(rows).toHaveLength(5);
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(
      ["companyId", "integrationId", "reason", "hour", "count", "lastAt"].toSorted(),
    );
    expect(await number.listEvents()).toHaveLength(1);
  });

  test("an SMS and a status are counted with the number they name as ours", async () => {
    const number = await openNumber({ api: "sms" });
    const said = { msisdn: "33612345678", to: number.ours, messageId: "1", text: "a", type: "text" };
    await number.post(signSms(number.account, said, { secret: "another" }));
    await number.post(signSms(number.account, said, { secret: "another", as: "get" }));
    const status = {
      channel: "sms",
      message_uuid: "1",
      to: "33612345678",
      from: number.ours,
      status: "read",
    };
    await number.post(unsigned(status));
    expect(await countsOf(number)).toEqual({ forged: 2, unsigned: 1 });
  });

  test("what names no number of ours is counted nowhere", async () => {
    const number = await openNumber();
    await number.post(unsigned({ ...received(number), to: "33699999999" }));
    await number.post(unsigned({}));
    await number.post(signMessages(number.account, "[1,2]"));
    expect(await countsOf(number)).toEqual({});
  });

  test("counts of more than a week ago are shown no more, and go", async () => {
    const number = await openNumber();
    await number.post(unsigned(received(number)));
    await withCompany(number.companyId, (db) =>
      db.execute("update webhook_refusals set hour = hour - interval '9 days'"),
    );
    expect(await countsOf(number)).toEqual({});
    await withCompany(number.companyId, (db) => deleteOldRefusals(db));
    expect(await withCompany(number.companyId, (db) => db.$count(webhookRefusals))).toBe(0);
  });
});

test("of a custom webhook what is refused is counted with it, its size too, but not the doctor's own question", async () => {
  const { companyId } = await createCompany();
  const { integrationId, secret } = await withCompany(companyId, async (db) => {
    const id = await connectWebhook(db, { name: "Boutique", signing: "standard", callbackUrl: "" });
    return { integrationId: id, secret: await revealWebhookSecret(db, id) };
  });
  const send = (body: string, headers: Record<string, string> = {}) =>
    POST(
      new Request(`http://localhost:3000/inbox/webhooks/custom/${integrationId}`, {
        ...{ method: "POST", headers: { "content-type": "application/json", ...headers }, body },
      }),
      { params: Promise.resolve({ integrationId: String(integrationId) }) },
    );
  const signed = (body: string, { at = new Date(), key = secret, id = crypto.randomUUID() } = {}) =>
    send(body, {
      ...{ "webhook-id": id, "webhook-timestamp": String(Math.floor(at.getTime() / 1000)) },
      "webhook-signature": new Webhook(key).sign(id, at, body),
    });
  const body = JSON.stringify({ sender: { email: "camille@client.test" }, text: "Bonjour" });
  await send("{}");
  await send(body);
  await signed(body, { at: new Date(Date.now() - 600_000) });
  await signed(body, { key: `whsec_${Buffer.from("another secret, long enough").toString("base64")}` });
  await signed('{"sender":{}}');
  await send("x".repeat(1024 * 1024 + 1));
  await signed(body, { id: "order-1" });
  await signed(body, { id: "order-1" });
  expect(await countsOf({ companyId, integrationId })).toEqual({
    ...{ unsigned: 1, stale: 1, forged: 1, shape: 1, large: 1, replayed: 1 },
  });
});
