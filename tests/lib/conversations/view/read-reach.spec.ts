import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { readConversation } from "@/lib/conversations/view/read-conversation";
import { connectWebhook } from "@/lib/integrations/connect-webhook";
import { type OpenNumber, openNumber } from "@/tests/support/channel-world";
import { createConversation } from "@/tests/support/factories/conversation";

const reachOf = (number: Pick<OpenNumber, "companyId" | "employeeId">, id: number) =>
  withCompany(number.companyId, (db) => readConversation(db, { id, employeeId: number.employeeId })).then(
    (open) => open?.reach,
  );

async function reached(number: OpenNumber, message: Record<string, unknown> = {}) {
  await number.write(message);
  await number.receive();
  const [conversation] = await number.listConversations();
  return reachOf(number, conversation?.id ?? 0);
}

test("an SMS goes to whoever wrote, unless they said STOP or have no number", async () => {
  const number = await openNumber();
  expect(await reached(number)).toMatchObject({ address: "+33612345678", refusal: undefined });
  expect(await reached(number, { text: "STOP" })).toMatchObject({ refusal: "customerOptedOut" });
  expect(await reached(await openNumber(), { from: "38200" })).toMatchObject({
    refusal: "senderUnanswerable",
  });
});

test("on WhatsApp it counts when the customer last wrote", async () => {
  const timestamp = new Date(Date.now() - 3_600_000).toISOString();
  const reach = await reached(await openNumber({ source: "whatsapp" }), { timestamp });
  expect(reach).toMatchObject({ lastInboundAt: new Date(timestamp), templates: [], refusal: undefined });
});

test("a webhook without a callback cannot be answered, and a mail goes wherever it is sent", async () => {
  const number = await openNumber();
  const [webhook, mail] = await withCompany(number.companyId, async (db) => {
    const integrationId = await connectWebhook(db, {
      name: "Boutique",
      signing: "standard",
      callbackUrl: "",
    });
    return [await createConversation(db, { integrationId, source: "webhook" }), await createConversation(db)];
  });
  expect(await reachOf(number, webhook?.id ?? 0)).toMatchObject({ refusal: "webhookWithoutCallback" });
  expect(await reachOf(number, mail?.id ?? 0)).toBeUndefined();
});
