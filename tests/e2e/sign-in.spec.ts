import { expect, signIn, test } from "../support/e2e";
import { startProduct } from "../support/product";

test("the first visit makes the company and its owner, who is then signed in", async ({ page }) => {
  const installation = await startProduct();
  try {
    await page.goto(installation.url);
    await expect(page.getByRole("heading", { name: "Bienvenue" })).toBeVisible();
    await page.getByLabel("Nom de l’entreprise").fill("Atelier Lumen");
    await page.getByLabel("Votre nom").fill("Nadia Ferrand");
    await page.getByLabel("Votre adresse e-mail").fill("nadia@atelier.test");
    await page.getByLabel("Mot de passe").fill("une lampe dans la nuit");
    await page.getByRole("button", { name: "Créer l’entreprise" }).click();
    await page.waitForURL("**/inbox/settings/integrations/new");
    await page.goto(`${installation.url}/welcome`);
    await expect(page).not.toHaveURL(/welcome/);
  } finally {
    await installation.stop();
  }
});

test("an owner signs in and sees the inbox", async ({ page, company }) => {
  await signIn(page, company.owner);
  await expect(page).toHaveURL(/\/inbox/);
  await expect(page.getByText("Atelier Lumen").first()).toBeVisible();
});

test("a wrong password is refused in a sentence that does not tell which part was wrong", async ({
  page,
  company,
}) => {
  await page.goto("/sign-in");
  await page.getByLabel("Adresse e-mail").fill(company.owner.email);
  await page.getByLabel("Mot de passe").fill("pas celui-là");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByText("Cette adresse et ce mot de passe ne vont pas ensemble.")).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
});

test("whoever is not signed in is led to the sign-in page", async ({ page }) => {
  await page.goto("/inbox/settings/folders");
  await expect(page).toHaveURL(/sign-in/);
});
