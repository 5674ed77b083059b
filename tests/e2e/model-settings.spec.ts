import AxeBuilder from "@axe-core/playwright";
import { expect, signIn, test } from "../support/e2e";
import { startOpenAiServer } from "../support/openai-server";

const PAGE = "/inbox/settings/model";
const KEY = "sk-a-key-nobody-sees-4321";

test("a company connects its model, tries it, and never sees its key again", async ({ desk }) => {
  const server = await startOpenAiServer({ key: KEY });
  await desk.goto(PAGE);
  await expect(desk.getByText("Aucun modèle n’est connecté")).toBeVisible();
  await desk.getByText("Autre serveur compatible").click();
  await desk.getByLabel("Adresse de base").fill(server.url);
  await desk.getByLabel("Clé").fill("sk-wrong-0000");
  await desk.getByLabel("Modèle", { exact: true }).fill("stand-in");
  const connection = desk.getByRole("region", { name: "Connexion" });
  await connection.getByLabel("Budget par mois").fill("20");
  await connection.getByRole("button", { name: "Enregistrer" }).click();
  await expect(desk.getByText("Le prix de ce modèle n’est pas connu. Indiquez")).toBeVisible();
  await connection.getByLabel("Prix par million de jetons lus").fill("0,15");
  await connection.getByLabel("Prix par million de jetons écrits").fill("0,6");
  await connection.getByRole("button", { name: "Enregistrer" }).click();
  await expect(desk.getByText("Se termine par 0000")).toBeVisible();

  await connection.getByRole("button", { name: "Tester" }).click();
  await expect(connection.getByText("Le fournisseur refuse la clé")).toBeVisible();
  await desk.getByLabel("Clé").fill(KEY);
  await connection.getByRole("button", { name: "Enregistrer" }).click();
  await expect(desk.getByText("Se termine par 4321")).toBeVisible();
  await connection.getByRole("button", { name: "Tester" }).click();
  await expect(connection.getByText("stand-in a répondu en")).toBeVisible();
  const ledger = desk.getByRole("region", { name: "Ce qui a quitté le serveur" });
  await expect(ledger.getByRole("row")).toHaveCount(3);
  await expect(ledger.getByRole("row").nth(1)).toContainText("Répondu");
  expect(await desk.content()).not.toContain(KEY);

  await desk.getByLabel("Consigne générale").fill("Vouvoyez et restez bref.");
  await desk.getByLabel("Sites permis dans une réponse").fill("https://shop.test/aide");
  await desk.getByText("Nous avons des heures d’ouverture").click();
  await desk.getByLabel("Lundi, ouverture").fill("08:30");
  const rules = desk.getByRole("region", { name: "Réponses" });
  await rules.getByRole("button", { name: "Enregistrer" }).click();
  await expect(desk.getByText("Les règles de réponse sont enregistrées.")).toBeVisible();
  await desk.reload();
  await expect(desk.getByLabel("Sites permis dans une réponse")).toHaveValue("shop.test");
  await expect(desk.getByLabel("Lundi, ouverture")).toHaveValue("08:30");
  await expect(desk.getByRole("checkbox", { name: "Samedi" })).not.toBeChecked();
  expect((await new AxeBuilder({ page: desk }).analyze()).violations).toEqual([]);
  await desk.setViewportSize({ width: 390, height: 800 });
  const wide = await desk.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await server.stop();
});

test("one click stops every automatic answer, everybody sees who did it, and an admin resumes", async ({
  desk,
  company,
  browser,
}) => {
  await desk.goto(PAGE);
  await desk.getByRole("button", { name: "Tout arrêter" }).click();
  await expect(desk.getByText("Arrêtées par Nadia Ferrand")).toBeVisible();

  const colleague = await company.addColleague("Léa Martin");
  const context = await browser.newContext({ locale: "fr-FR", timezoneId: "Europe/Paris" });
  const other = await context.newPage();
  await signIn(other, colleague);
  await expect(other.getByText("Réponses automatiques arrêtées par Nadia Ferrand")).toBeVisible();
  await expect(other.getByRole("link", { name: "Reprendre" })).toHaveCount(0);
  await other.goto(PAGE);
  await expect(other.getByRole("button", { name: "Reprendre" })).toHaveCount(0);
  await other.goto("/inbox");

  await desk.goto("/inbox");
  await desk.getByRole("link", { name: "Reprendre" }).click();
  await desk.getByRole("button", { name: "Reprendre" }).click();
  const asked = desk.getByRole("dialog", { name: "Reprendre les réponses automatiques" });
  await asked.getByRole("button", { name: "Reprendre" }).click();
  await expect(desk.getByText("Les réponses automatiques peuvent partir")).toBeVisible();
  await expect(other.getByText("Réponses automatiques arrêtées")).toHaveCount(0);
  await context.close();
});
