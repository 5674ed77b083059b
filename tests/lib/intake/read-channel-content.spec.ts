import { describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { conversations } from "@/db/schema";
import { openNumber } from "@/tests/support/channel-world";

describe("what is no text", () => {
  const shown = async (message: Record<string, unknown>) => {
    const number = await openNumber({ source: "whatsapp" });
    await number.write({ text: undefined, ...message });
    const { messageIds } = await number.receive();
    const [found] = await number.listMessages();
    return { number, messageIds, ...found };
  };

  test("a file is shown in the list as what it is", async () => {
    const file = { url: "https://api-eu.nexmo.com/v3/media/1", name: "devis.pdf" };
    const { number, ...found } = await shown({ message_type: "file", file });
    expect(found).toMatchObject({ body: "", content: { media: { type: "file", state: "wanted" } } });
    expect(await number.listConversations()).toMatchObject([{ preview: "📎 devis.pdf" }]);
  });

  test("a place", async () => {
    const location = { lat: 48.8583, long: 2.2945, name: "Tour Eiffel", address: "5 avenue Anatole-France" };
    expect(await shown({ message_type: "location", location })).toMatchObject({
      body: "Tour Eiffel\n5 avenue Anatole-France",
      content: { location: { latitude: 48.8583, longitude: 2.2945, name: "Tour Eiffel" } },
    });
  });

  test("somebody's card", async () => {
    const contact = {
      contacts: [{ name: { formatted_name: "Luc Martin" }, phones: [{ phone: "+33 6 00 00 00 00" }] }],
    };
    expect(await shown({ message_type: "contact", contact })).toMatchObject({
      body: "Luc Martin\n+33 6 00 00 00 00",
      content: { contacts: [{ name: "Luc Martin", phones: ["+33 6 00 00 00 00"], emails: [] }] },
    });
  });

  test("a button and a line of a list", async () => {
    expect(
      await shown({ message_type: "reply", reply: { id: "row1", title: "9 h", description: "Matin" } }),
    ).toMatchObject({ body: "9 h", content: { choice: { id: "row1", title: "9 h" } } });
    expect(await shown({ message_type: "button", button: { payload: "yes", text: "Oui" } })).toMatchObject({
      body: "Oui",
      content: { choice: { id: "yes" } },
    });
  });

  test("a reaction, which opens nothing and waits for nobody", async () => {
    const number = await openNumber({ source: "whatsapp" });
    const message_uuid = crypto.randomUUID();
    await number.write({ message_uuid });
    await number.receive();
    await withCompany(number.companyId, (db) =>
      db.update(conversations).set({ status: "resolved", waitingSince: null }),
    );
    const reaction = { emoji: "👍", action: "react" };
    await number.write({ message_type: "reaction", text: undefined, reaction, context: { message_uuid } });
    expect(await number.receive()).toMatchObject({ messageIds: [] });
    expect(await number.listConversations()).toMatchObject([
      { status: "resolved", waitingSince: null, messageCount: 2 },
    ]);
    expect((await number.listMessages()).at(-1)).toMatchObject({
      body: "👍",
      answerable: false,
      content: { reaction: { emoji: "👍", to: message_uuid } },
    });
  });

  test("a kind that nobody knows is shown as it came", async () => {
    const order = { catalog_id: "1", product_items: [{ quantity: "1" }] };
    const found = await shown({ message_type: "order", order });
    expect(found).toMatchObject({ answerable: false, content: { unsupported: { type: "order" } } });
    expect(JSON.parse(found.content?.unsupported?.raw ?? "")).toMatchObject({ order });
    expect(found.messageIds).toHaveLength(1);
  });

  test.each([
    ["a place that is nowhere", { message_type: "location", location: { lat: "north" } }],
    ["an image without an address", { message_type: "image", image: {} }],
    ["a word that JavaScript knows", { message_type: "constructor" }],
  ])("%s too", async (_, message) => {
    expect((await shown(message)).content?.unsupported?.type).toBe(message.message_type);
  });

  test("what PostgreSQL cannot store is stored without it", async () => {
    const found = await shown({
      message_type: "text",
      text: "a\u0000b\ud800c",
      profile: { name: "C\u0000amille" },
    });
    expect(found).toMatchObject({ body: "ab\ufffdc", senderName: "Camille" });
    const odd = await shown({ message_type: "odd\u0000", field: "\u0000\ud800" });
    expect(odd.content?.unsupported?.type).toBe("odd");
  });
});

test("a time that cannot be is the time it came", async () => {
  const number = await openNumber();
  for (const timestamp of ["2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "soon", ""]) {
    await number.write({ timestamp });
  }
  await number.receive();
  for (const { sentAt } of await number.listMessages()) {
    expect(Math.abs(sentAt.getTime() - Date.now())).toBeLessThan(60_000);
  }
});
