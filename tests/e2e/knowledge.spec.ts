import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../support/e2e";
import { makePdf } from "../support/pdf-file";

const PAGE = "/inbox/settings/knowledge";
const BODY = [
  "## Délais",
  "La livraison prend **trois jours** en France. <img src=x onerror=alert(1)>",
  "| Pays | Délai |\n| --- | --- |\n| Belgique | cinq jours |",
  "- suivi par [le transporteur](https://transport.test/suivi)\n- [piège](javascript:alert(1))",
].join("\n\n");

test("an article is written, read over, published, and found by a question", async ({ desk }) => {
  await desk.goto(PAGE);
  await expect(desk.getByText("Aucun article")).toBeVisible();
  await desk.getByRole("link", { name: "Nouvel article" }).click();
  await desk.getByLabel("Titre").fill("Délais de livraison");
  await desk.getByLabel("Texte", { exact: true }).fill(BODY);

  const preview = desk.getByRole("region", { name: "Aperçu" });
  await expect(preview.getByRole("heading", { name: "Délais" })).toBeVisible();
  await expect(preview.getByRole("cell", { name: "cinq jours" })).toBeVisible();
  await expect(preview.getByRole("link")).toHaveCount(1);
  // Markup is text here, never HTML.
  await expect(preview.locator("img")).toHaveCount(0);
  await expect(preview).toContainText("<img src=x");

  await desk.keyboard.press("Control+s");
  await expect(desk).toHaveURL(/knowledge\/\d+$/);
  await expect(desk.getByText("Brouillon", { exact: true })).toBeVisible();
  const question = desk.getByRole("region", { name: "Essayer une question" });
  await question.getByLabel("Question d’un client").fill("quand arrivent les livraisons ?");
  await question.getByRole("button", { name: "Chercher" }).click();
  await expect(question.getByText("Aucun passage publié")).toBeVisible();

  await desk.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(desk.getByText("Publié", { exact: true })).toBeVisible();
  await question.getByRole("button", { name: "Chercher" }).click();
  await expect(question.getByRole("article").first()).toContainText("trois jours");
  expect((await new AxeBuilder({ page: desk }).analyze()).violations).toEqual([]);

  await desk.getByRole("link", { name: "Retour" }).click();
  await expect(desk.getByRole("row", { name: /Délais de livraison/ })).toContainText("Publié");
  await desk.getByLabel("Chercher un article").fill("zzz");
  await expect(desk.getByText("Aucun article ne correspond")).toBeVisible();
  await desk.getByLabel("Chercher un article").fill("delais");
  await expect(desk.getByRole("link", { name: /Délais de livraison/ })).toBeVisible();
  expect((await new AxeBuilder({ page: desk }).analyze()).violations).toEqual([]);
});

test("a colleague who saved first is not overwritten, and nothing that was typed is lost", async ({
  desk,
}) => {
  await desk.goto(`${PAGE}/new`);
  await desk.getByLabel("Titre").fill("Retours");
  await desk.getByLabel("Texte", { exact: true }).fill("Trente jours.");
  await desk.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(desk.getByText("Publié", { exact: true })).toBeVisible();
  const other = await desk.context().newPage();
  await other.goto(desk.url());
  await other.getByLabel("Texte", { exact: true }).fill("Quinze jours.");
  await other.getByRole("button", { name: "Enregistrer" }).click();
  await expect(other.getByText("Modifié depuis", { exact: true })).toBeVisible();

  await desk.getByLabel("Texte", { exact: true }).fill("Soixante jours.");
  await desk.getByRole("button", { name: "Publier", exact: true }).click();
  await expect(desk.getByRole("alert").filter({ hasText: "entre-temps" })).toBeVisible();
  await expect(desk.getByLabel("Texte", { exact: true })).toHaveValue("Soixante jours.");
});

test("on a phone in the dark, a PDF becomes a draft, and a private address is refused", async ({ desk }) => {
  await desk.setViewportSize({ width: 390, height: 844 });
  await desk.emulateMedia({ colorScheme: "dark" });
  await desk.goto(`${PAGE}/new`);
  await desk.getByLabel("Adresse d’une page publique").fill("http://169.254.169.254/latest");
  await desk.getByRole("button", { name: "Importer la page" }).click();
  await expect(desk.getByText("Cette adresse n’est pas permise ici.")).toBeVisible();

  const pdf = makePdf([[{ text: "Garantie", size: 18 }, { text: "Nos appareils sont garantis deux ans." }]]);
  await desk
    .locator("input[type=file]")
    .setInputFiles({ name: "garantie.pdf", mimeType: "application/pdf", buffer: pdf });
  await expect(desk).toHaveURL(/knowledge\/\d+$/, { timeout: 20_000 });
  await expect(desk.getByText("Brouillon", { exact: true })).toBeVisible();
  await expect(desk.getByRole("heading", { level: 1 })).toHaveText("Garantie");
  await expect(desk.getByLabel("Texte", { exact: true })).toHaveValue(
    "Nos appareils sont garantis deux ans.",
  );
  await desk.getByText("Aperçu", { exact: true }).click();
  await expect(desk.getByText("Nos appareils sont garantis deux ans.").first()).toBeVisible();
  const overflow = await desk.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect((await new AxeBuilder({ page: desk }).analyze()).violations).toEqual([]);
});
