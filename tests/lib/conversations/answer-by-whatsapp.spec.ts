import { describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { keepUpload } from "@/lib/conversations/keep-upload";
import { readDeliveryDetail } from "@/lib/conversations/view/delivery-detail";
import { changeTemplates } from "@/lib/integrations/connect-number";
import { hoursAgo, readMessage } from "@/tests/support/channel-exchange";
import { openNumber } from "@/tests/support/channel-world";

describe("a WhatsApp message in answer", () => {
  const template = {
    name: "order_sent",
    language: "fr",
    body: "Bonjour {{1}}, la commande {{2}} est partie.",
  };
  const open = async (timestamp: Date) => {
    const number = await openNumber({ source: "whatsapp" });
    await number.write({ timestamp: timestamp.toISOString() });
    await number.receive();
    await withCompany(number.companyId, (db) =>
      changeTemplates(db, { integrationId: number.integrationId, templates: [template] }),
    );
    number.reachVonage();
    return number;
  };

  test("is free for 24 hours after the customer wrote, and is then refused before it is queued", async () => {
    const number = await open(hoursAgo(23));
    const { id } = await number.answer();
    expect(await number.deliver(id)).toEqual({ delivery: "sent" });
    const closed = await open(hoursAgo(25));
    await expect(closed.answer()).rejects.toThrow("whatsappWindowClosed");
    expect(await closed.listMessages()).toHaveLength(1);
  });

  test("whose window closed while it waited is not sent, and says why", async () => {
    const number = await open(hoursAgo(23));
    const { id } = await number.answer();
    await withCompany(number.companyId, (db) =>
      db.execute("update messages set sent_at = sent_at - interval '2 hours' where kind = 'inbound'"),
    );
    expect(await number.deliver(id)).toEqual({ delivery: "failed" });
    expect(readDeliveryDetail((await readMessage(number, id)).deliveryDetail).key).toBe(
      "whatsappWindowClosed",
    );
    expect(number.vonage.sent).toEqual([]);
  });

  test("may be a template at any time, and shows what the customer reads", async () => {
    const number = await open(hoursAgo(48));
    const { name, language } = template;
    const { id } = await number.answer({
      text: "",
      template: { name, language, parameters: ["Camille", " 1042 "] },
    });
    expect(await number.deliver(id)).toEqual({ delivery: "sent" });
    expect(await readMessage(number, id)).toMatchObject({
      body: "Bonjour Camille, la commande 1042 est partie.",
      content: { template: { name, language, parameters: ["Camille", "1042"] } },
    });
    expect(number.vonage.sent[0]?.body).toMatchObject({ message_type: "template", template: { name } });
  });

  test("is refused with a template that is not there, or not filled in", async () => {
    const number = await open(hoursAgo(1));
    const { name, language } = template;
    const answer = (parameters: string[], changed = {}) =>
      number.answer({ text: "", template: { name, language, parameters, ...changed } });
    await expect(answer(["a", "b"], { name: "other" })).rejects.toThrow("templateGone");
    await expect(answer(["a", "b"], { language: "en" })).rejects.toThrow("templateGone");
    for (const parameters of [["a"], ["a", " "], ["a", "b", "c"]]) {
      await expect(answer(parameters)).rejects.toThrow("templateIncomplete");
    }
  });

  test("carries one file, by an address that Vonage can fetch for an hour", async () => {
    const number = await open(hoursAgo(1));
    const { companyId, employeeId } = number;
    const file = { name: "devis.pdf", declaredType: "application/pdf", content: Buffer.from("%PDF-1.4\nx") };
    const uploads = [
      await keepUpload(companyId, { employeeId, ...file }),
      await keepUpload(companyId, { employeeId, ...file }),
    ];
    const attachmentIds = uploads.map(({ id }) => id);
    await expect(number.answer({ attachmentIds })).rejects.toThrow("whatsappOneFile");
    const { id } = await number.answer({ text: "Le devis", attachmentIds: attachmentIds.slice(0, 1) });
    expect(await number.deliver(id)).toEqual({ delivery: "sent" });
    expect(number.vonage.sent[0]?.body).toMatchObject({
      message_type: "file",
      file: {
        caption: "Le devis",
        name: "devis.pdf",
        url: expect.stringContaining("/inbox/webhooks/media/"),
      },
    });
  });
});
