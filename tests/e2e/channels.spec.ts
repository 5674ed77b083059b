import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { withCompany } from "@/db/company";
import { connectWebhook, revealWebhookSecret } from "@/lib/integrations/connect-webhook";
import { startCallbackServer } from "../support/callback-server";
import { openShop } from "../support/demo/shop";
import { expect, test } from "../support/e2e";
import { createFolder } from "../support/factories/folder";
import type { TestPhone } from "../support/phone";

const RULE = {
  match: "all" as const,
  parts: [
    { field: "source" as const, operator: "is" as const, value: "sms" },
    { field: "content" as const, operator: "contains" as const, value: "commande" },
  ],
};

/** A red dot. */
const DOT =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

/** A customer's telephone beside the desk, with one of its apps open. */
async function takeOut(desk: Page, phone: TestPhone, app: "SMS" | "WhatsApp"): Promise<Page> {
  const telephone = await desk.context().newPage();
  await telephone.goto(phone.url);
  await telephone.getByRole("radio", { name: app }).check({ force: true });
  return telephone;
}

async function text(telephone: Page, words: string): Promise<void> {
  await telephone.getByLabel("Message", { exact: true }).fill(words);
  await telephone.keyboard.press("Enter");
}

async function answer(desk: Page, words: string): Promise<void> {
  await desk.bringToFront();
  await desk.keyboard.press("r");
  await desk.getByLabel("Texte de la réponse").fill(words);
  await desk.keyboard.press("Control+Enter");
}

const inThread = (desk: Page, words: string | RegExp) => desk.getByRole("article").getByText(words);

test("a customer's SMS appears by itself, is filed by its rule, and is answered exactly once", async ({
  desk,
  company,
  phone,
}) => {
  await withCompany(company.companyId, (db) => createFolder(db, { name: "Commandes", rule: RULE }));
  await desk.reload();
  const telephone = await takeOut(desk, phone, "SMS");
  await text(telephone, "Bonjour, où en est ma commande 12345 ?");
  await expect(telephone.getByText("✓ envoyé")).toBeVisible();

  await desk.bringToFront();
  await desk.getByRole("row", { name: /commande 12345/ }).click();
  await expect(inThread(desk, "Bonjour, où en est ma commande 12345 ?")).toBeVisible();
  await expect(desk.getByText("Rangée dans Commandes par sa règle")).toBeVisible();

  await answer(desk, "Elle arrive mardi.");
  await expect(telephone.getByRole("log").getByText("Elle arrive mardi.")).toBeVisible({ timeout: 30_000 });
  await expect(desk.getByText("Remis").first()).toBeVisible({ timeout: 20_000 });
  expect(phone.exchange.sent.map(({ body }) => [body.channel, body.to, body.text])).toEqual([
    ["sms", "33639980001", "Elle arrive mardi."],
  ]);

  await telephone.bringToFront();
  await text(telephone, "Parfait, merci !");
  await desk.bringToFront();
  await expect(inThread(desk, "Parfait, merci !")).toBeVisible();
  await expect(desk.getByRole("article")).toHaveCount(3);
});

test("on WhatsApp a picture comes in, an answer goes out, and it is told when it arrived and when it was read", async ({
  desk,
  phone,
}) => {
  const telephone = await takeOut(desk, phone, "WhatsApp");
  await telephone
    .getByLabel("Joindre une image")
    .setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: Buffer.from(DOT, "base64") });
  await expect(telephone.getByRole("button", { name: "Retirer l’image" })).toBeVisible();
  await text(telephone, "Voici la pièce.");
  await telephone.getByRole("radio", { name: "SMS" }).check({ force: true });

  await desk.bringToFront();
  await desk.getByRole("row", { name: /Alex Martin/ }).click();
  await expect(inThread(desk, "Voici la pièce.")).toBeVisible();
  await expect(desk.getByRole("article").getByRole("img").first()).toBeVisible({ timeout: 20_000 });

  await answer(desk, "Deux suspensions, à 80 cm l’une de l’autre.");
  await expect(desk.getByText("Remis").first()).toBeVisible({ timeout: 30_000 });
  await telephone.getByRole("radio", { name: "WhatsApp" }).check({ force: true });
  await expect(telephone.getByRole("log").getByText("Deux suspensions")).toBeVisible();
  await expect(desk.getByText(/^Lu\b/).first()).toBeVisible({ timeout: 20_000 });
  expect(phone.exchange.sent).toHaveLength(1);
});

test("a question from the shop comes in signed, and its answer goes back to the shop signed", async ({
  desk,
  company,
  baseURL,
}) => {
  const callback = await startCallbackServer();
  const { integrationId, secret } = await withCompany(company.companyId, async (db) => {
    const made = { name: "Boutique", signing: "standard" as const, callbackUrl: callback.url };
    const integrationId = await connectWebhook(db, made);
    return { integrationId, secret: await revealWebhookSecret(db, integrationId) };
  });
  const shop = openShop({ appUrl: baseURL ?? "", onAnswer: () => undefined });
  const sender = { name: "Sandrine Lopez", email: "sandrine@client.test" };
  const question = {
    ...sender,
    subject: "Adresse de livraison",
    text: "Puis-je la changer ?",
    thread: "12440",
  };
  shop.connect({ integrationId, secret: `whsec_${Buffer.from("somebody else").toString("base64")}` });
  expect(await shop.ask({ ...question, text: "Un faux" })).toBe(false);
  shop.connect({ integrationId, secret });
  expect(await shop.ask({ ...question, id: "question-1" })).toBe(true);
  expect(await shop.ask({ ...question, id: "question-1" })).toBe(true);

  await desk.getByRole("row", { name: /Sandrine Lopez/ }).click();
  await expect(inThread(desk, "Puis-je la changer ?")).toHaveCount(1);
  await expect(desk.getByText("Un faux")).toHaveCount(0);

  await answer(desk, "Oui, c’est fait.");
  await expect.poll(() => callback.received.length, { timeout: 30_000 }).toBe(1);
  const [{ headers, body } = { headers: {}, body: "" }] = callback.received;
  const told = new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(told).toMatchObject({
    type: "message.sent",
    data: {
      thread_id: "12440",
      in_reply_to: "question-1",
      to: { address: "sandrine@client.test" },
      text: "Oui, c’est fait.",
    },
  });
  await expect(desk.getByRole("article").getByText(/^Envoyé/)).toBeVisible();
  await callback.close();
});

test("the customer's telephone can be used by everybody: no rule of accessibility is broken", async ({
  desk,
  phone,
}) => {
  const telephone = await takeOut(desk, phone, "SMS");
  await text(telephone, "Bonjour");
  await expect(telephone.getByText("✓ envoyé")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await telephone.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page: telephone }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 200))])).toEqual([]);
  }
});
