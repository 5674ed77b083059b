import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { promisify } from "node:util";
import type { Locator, Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { startCallbackServer } from "../support/callback-server";
import { OUR_NUMBERS } from "../support/demo/exchange";
import { expect, test } from "../support/e2e";
import { openTelephone } from "../support/phone";
import { signMessages, type VonageAccount } from "../support/vonage-account";

const run = promisify(execFile);
const NEW = "/inbox/settings/integrations/new";
const OF_INTEGRATION = /\/inbox\/settings\/integrations\/\d+$/;

async function connectNumber(desk: Page, source: "sms" | "whatsapp", account: VonageAccount): Promise<void> {
  await desk.goto(`${NEW}?channel=${source}`);
  await desk.getByLabel("Numéro", { exact: true }).fill(OUR_NUMBERS[source]);
  await desk.getByLabel("Nom", { exact: true }).fill(`Notre ${source}`);
  await fillKeys(desk, account);
  await desk.getByRole("button", { name: "Connecter" }).click();
  await desk.waitForURL(OF_INTEGRATION);
}

async function fillKeys(desk: Page, account: Partial<VonageAccount>): Promise<void> {
  const fields = [
    ["Clé de l’API", account.apiKey],
    ["Secret de l’API", account.apiSecret],
    ["Secret de signature", account.signatureSecret],
    ["Identifiant de l’application", account.applicationId],
    ["Clé privée", account.privateKey],
  ] as const;
  for (const [label, value] of fields)
    if (value !== undefined) await desk.getByLabel(label, { exact: true }).fill(value);
}

async function examine(desk: Page): Promise<Locator> {
  const button = desk.getByRole("button", { name: /^(Vérifier|Refaire)$/ });
  await button.click();
  await expect(desk.getByText(/^Dernière vérification/).first()).toBeVisible();
  await expect(button).toHaveText("Refaire");
  return desk.getByRole("status");
}

const changeKeys = async (desk: Page, account: Partial<VonageAccount>) => {
  await desk.getByRole("link", { name: "Modifier" }).click();
  await desk.waitForURL("**/access");
  await fillKeys(desk, account);
  await desk.getByRole("button", { name: "Enregistrer" }).click();
  await desk.waitForURL(OF_INTEGRATION);
};

const another = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).privateKey;

for (const source of ["sms", "whatsapp"] as const) {
  test(`a number for ${source} is connected, told what is wrong with its keys, mended, and written to`, async ({
    desk,
    baseURL,
  }) => {
    test.setTimeout(120_000);
    const phone = await openTelephone(baseURL ?? "");
    const { account } = phone.exchange;
    try {
      await connectNumber(desk, source, { ...account, apiSecret: "not this one", privateKey: another() });
      const checks = await examine(desk);
      await expect(checks.getByText("Vonage refuse d’envoyer avec ces clés")).toBeVisible();
      await expect(checks.getByText("Vonage refuse la clé ou le secret de l’API")).toBeVisible();
      await expect(desk.getByText(/^En échec depuis/)).toBeVisible();

      await changeKeys(desk, { apiSecret: account.apiSecret, privateKey: account.privateKey });
      await examine(desk);
      for (const step of ["Clés enregistrées", "Envoi permis chez Vonage", "Compte Vonage, crédit"])
        await expect(checks.getByText(step)).toBeVisible();
      await expect(checks.getByText(/12[.,]50/)).toBeVisible();
      await expect(checks.getByText("Aucun événement signé n’est encore arrivé")).toBeVisible();
      await expect(desk.getByText("En service")).toBeVisible();

      const forged = signMessages(
        { ...account, signatureSecret: "somebody else's" },
        {
          channel: source,
          message_uuid: "forged",
          to: OUR_NUMBERS[source],
          message_type: "text",
          text: "Faux",
        },
      );
      const answer = await fetch(`${baseURL}/inbox/webhooks/${source}`, forged.init);
      expect(answer.status).toBe(401);
      const talk = { channel: source, number: "33639980001" } as const;
      await phone.exchange.write(talk, { name: "Alex Martin", text: "La lampe est arrivée" });
      await expect(async () => {
        await desk.reload();
        await expect(desk.getByText("Rangé dans une conversation")).toHaveCount(1, { timeout: 1_000 });
      }).toPass({ timeout: 20_000 });
      await examine(desk);
      await expect(checks.getByText("Signature vérifiée")).toBeVisible();
    } finally {
      await phone.close();
    }
  });
}

/** What the person gets who presses the button. */
async function copy(desk: Page, what: string): Promise<string> {
  await desk.getByRole("button", { name: `Copier, ${what}` }).click();
  return desk.evaluate(() => navigator.clipboard.readText());
}

interface Example {
  tab: "curl" | "Node";
  run: (code: string) => Promise<{ stdout: string }>;
}

const CURL: Example = { tab: "curl", run: (code) => run("bash", ["-c", code]) };
const NODE: Example = {
  tab: "Node",
  run: (code) => run(process.execPath, ["--input-type=module", "-e", code]),
};

for (const [signing, first, second] of [
  ["Standard Webhooks", CURL, NODE],
  ["Comme GitHub (HMAC SHA-256)", NODE, CURL],
] as const) {
  test(`the examples of a webhook signed by ${signing} run as they are copied`, async ({ desk, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await desk.goto(`${NEW}?channel=webhook`);
    await desk.getByLabel("Nom", { exact: true }).fill("Boutique");
    await desk.getByText(signing, { exact: true }).click();
    await desk.getByRole("button", { name: "Connecter" }).click();
    await desk.waitForURL(OF_INTEGRATION);
    await desk.getByRole("button", { name: "Afficher" }).click();
    await expect(desk.getByText(/^whsec_/).first()).toBeVisible();

    for (const [example, answer] of [
      [first, /200.*Kept/s],
      [second, /200.*Known/s],
    ] as const) {
      await desk.getByText(example.tab, { exact: true }).first().click();
      const { stdout } = await example.run(await copy(desk, example.tab));
      expect(stdout).toMatch(answer);
    }
    await expect(async () => {
      await desk.reload();
      await expect(desk.getByText("Rangé dans une conversation")).toHaveCount(1, { timeout: 1_000 });
    }).toPass({ timeout: 20_000 });

    await desk.goto("/inbox");
    await expect(desk.getByRole("row", { name: /Camille Renaud/ })).toHaveCount(1);
    await desk.getByRole("row", { name: /Camille Renaud/ }).click();
    await expect(desk.getByRole("article").getByText("Where is my order?")).toHaveCount(1);
  });
}

test("an answer that the callback does not take is seen, and replayed by a click", async ({
  desk,
  context,
}) => {
  test.setTimeout(120_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const callback = await startCallbackServer();
  callback.answer.status = 500;
  await desk.goto(`${NEW}?channel=webhook`);
  await desk.getByLabel("Nom", { exact: true }).fill("Boutique");
  await desk.getByLabel("Adresse de retour").fill(callback.url);
  await desk.getByRole("button", { name: "Connecter" }).click();
  await desk.waitForURL(OF_INTEGRATION);
  const page = desk.url();
  await desk.getByRole("button", { name: "Afficher" }).click();
  const secret = await copy(desk, "Secret");
  await CURL.run(await copy(desk, "curl"));

  const checks = await examine(desk);
  await expect(checks.getByText("L’adresse de retour n’a pas accepté l’essai")).toBeVisible();
  await expect(checks.getByText("HTTP 500")).toBeVisible();
  expect(JSON.parse(callback.received.shift()?.body ?? "")).toMatchObject({ type: "ping" });

  await desk.goto("/inbox");
  await desk.getByRole("row", { name: /Camille Renaud/ }).click();
  await desk.keyboard.press("r");
  await desk.getByLabel("Texte de la réponse").fill("Elle part demain.");
  await desk.keyboard.press("Control+Enter");
  await expect.poll(() => callback.received.length, { timeout: 30_000 }).toBeGreaterThan(0);

  await desk.goto(page);
  const delivery = desk.getByRole("listitem").filter({ hasText: "Elle part demain." });
  await expect(delivery.getByText("a répondu 500").first()).toBeVisible();
  await expect(delivery.getByText("En file")).toBeVisible();
  callback.answer.status = 204;
  await delivery.getByRole("button", { name: "Renvoyer" }).click();
  await expect(desk.getByText("L’adresse de retour a répondu 204.")).toBeVisible();
  await expect(delivery.getByText("Remise")).toBeVisible();
  await expect(delivery.getByText("demandé à la main")).toBeVisible();

  const ids = new Set(callback.received.map(({ headers }) => headers["webhook-id"]));
  expect(ids.size).toBe(1);
  const [last] = callback.received.slice(-1);
  const told = new Webhook(secret).verify(last?.body ?? "", last?.headers as Record<string, string>);
  expect(told).toMatchObject({
    type: "message.sent",
    data: { thread_id: "order-1042", in_reply_to: "example-1", text: "Elle part demain." },
  });
  await callback.close();
});
