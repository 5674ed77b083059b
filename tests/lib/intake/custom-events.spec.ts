import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { POST } from "@/app/inbox/webhooks/custom/[integrationId]/route";
import { withCompany } from "@/db/company";
import { listAttachments } from "@/db/queries/attachments";
import { listAddresses } from "@/db/queries/customers";
import { conversations, customers, messageContents, messages } from "@/db/schema";
import { files } from "@/lib/files/store";
import { receiveEvents } from "@/lib/intake/receive-events";
import { connectWebhook, revealWebhookSecret } from "@/lib/integrations/connect-webhook";
import { createCompany } from "@/tests/support/factories/company";

const camille = { name: "Camille Renaud", email: "Camille@Client.test" };

async function openShop() {
  const { companyId } = await createCompany({ name: "Atelier Lumen" });
  const of = <Row>(run: Parameters<typeof withCompany<Row>>[1]) => withCompany(companyId, run);
  const { id, secret } = await of(async (db) => {
    const id = await connectWebhook(db, { name: "Boutique", signing: "standard", callbackUrl: "" });
    return { id, secret: await revealWebhookSecret(db, id) };
  });
  const write = async (message: Record<string, unknown> = {}) => {
    const body = JSON.stringify({ sender: camille, text: "Bonjour", ...message });
    const [name, now] = [crypto.randomUUID(), new Date()];
    const headers = {
      "content-type": "application/json",
      "webhook-id": name,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(name, now, body),
    };
    const request = new Request(`http://localhost:3000/inbox/webhooks/custom/${id}`, {
      method: "POST",
      headers,
      body,
    });
    const answer = await POST(request, { params: Promise.resolve({ integrationId: String(id) }) });
    expect(await answer.text()).toBe("Kept");
  };
  return {
    write,
    of,
    receive: () => receiveEvents(companyId, id),
    listMessages: () => of((db) => db.select().from(messages).orderBy(messages.sentAt, messages.id)),
    listConversations: () => of((db) => db.select().from(conversations).orderBy(conversations.id)),
    listCustomers: () => of((db) => db.select().from(customers).orderBy(customers.id)),
  };
}

const inOneGo = async (...written: Record<string, unknown>[]) => {
  const shop = await openShop();
  for (const message of written) await shop.write(message);
  await shop.receive();
  return shop;
};

test("a message has its sender, its subject, its time and its words", async () => {
  const sentAt = new Date(Date.now() - 3_600_000);
  const shop = await inOneGo({ id: "m1", subject: "Commande 1042", sent_at: sentAt.toISOString() });
  expect(await shop.listMessages()).toMatchObject([
    {
      kind: "inbound",
      externalId: "m1",
      subject: "Commande 1042",
      body: "Bonjour",
      senderName: "Camille Renaud",
      senderAddress: "camille@client.test",
      sentAt,
      answerable: true,
    },
  ]);
  expect(await shop.listConversations()).toMatchObject([{ source: "webhook", subject: "Commande 1042" }]);
});

test("a customer who has an address is the one who writes mails from there; a number is stored with its country", async () => {
  const shop = await inOneGo({}, { sender: { phone: "06 12 34 56 78" } });
  const known = await shop.listCustomers();
  const addresses = await Promise.all(known.map(({ id }) => shop.of((db) => listAddresses(db, id))));
  expect(addresses).toEqual([
    [{ kind: "email", address: "camille@client.test" }],
    [{ kind: "phone", address: "+33612345678" }],
  ]);
});

test("HTML is made harmless, and is read when there is no text", async () => {
  const html = '<p onclick="x()">Bonjour <b>vous</b></p><script>alert(1)</script>';
  const shop = await inOneGo({ html, text: "" });
  const [message] = await shop.listMessages();
  expect(message).toMatchObject({ body: "Bonjour vous", html: true });
  const [content] = await shop.of((db) => db.select().from(messageContents));
  expect(content?.html).toContain("<b>vous</b>");
  expect(content?.html).not.toMatch(/script|onclick/);
});

test("files are stored under names that harm nobody, as what they are", async () => {
  const content = Buffer.from("%PDF-1.4\nune facture").toString("base64");
  const shop = await inOneGo({
    attachments: [{ name: "../../etc/pass\u0000wd.pdf", type: "text/html", content }],
  });
  const [message] = await shop.listMessages();
  const [file] = await shop.of((db) => listAttachments(db, message?.id ?? 0));
  expect(file).toMatchObject({ name: "passwd.pdf", type: "application/pdf", size: 20 });
  expect((await files().getFile(file?.fileKey ?? ""))?.toString()).toContain("une facture");
  expect(await shop.listConversations()).toMatchObject([{ hasAttachment: true }]);
});

describe("messages are one conversation", () => {
  test("when they name the same thread, whoever writes", async () => {
    const luc = { name: "Luc", email: "luc@client.test" };
    const shop = await inOneGo({ thread_id: "42" }, { thread_id: "43" }, { thread_id: "42", sender: luc });
    await shop.write({ thread_id: "43" });
    await shop.receive();
    expect((await shop.listConversations()).map(({ messageCount }) => messageCount)).toEqual([2, 2]);
  });

  test("when one says which it answers", async () => {
    const shop = await inOneGo({ id: "first", subject: "Un" }, { subject: "Deux" });
    await shop.write({ in_reply_to: "first", subject: "Trois" });
    await shop.receive();
    expect((await shop.listConversations()).map(({ messageCount }) => messageCount)).toEqual([2, 1]);
  });

  test("when the same customer writes without a subject, or with the same one", async () => {
    const shop = await inOneGo({}, {}, { sender: { email: "luc@client.test" } });
    expect((await shop.listConversations()).map(({ messageCount }) => messageCount)).toEqual([2, 1]);
    const named = await inOneGo({ subject: "Devis" }, { subject: "Re: devis" }, { subject: "Retour" });
    expect((await named.listConversations()).map(({ subject }) => subject)).toEqual(["Devis", "Retour"]);
  });
});
