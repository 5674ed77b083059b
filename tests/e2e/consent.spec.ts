import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { withCompany } from "@/db/company";
import { integrations } from "@/db/schema";
import { expect, signIn, type TestCompany, test } from "../support/e2e";
import { letter } from "../support/letter";
import { type MailProvider, openMailProvider } from "../support/mail-provider";

const PROVIDERS = [
  { id: "google", name: "Google" },
  { id: "microsoft", name: "Microsoft" },
] as const;

/** Both play at the same addresses, one after the other. */
async function provide(
  id: string,
  company: TestCompany,
  run: (provider: MailProvider, address: string) => Promise<void>,
): Promise<void> {
  const address = `contact@${id}-${company.companyId}.test`;
  const provider = await openMailProvider(address);
  try {
    await run(provider, address);
  } finally {
    // The product would go on reading this mailbox, at the addresses where the next test's provider plays.
    await withCompany(company.companyId, (db) =>
      db.update(integrations).set({ pausedAt: new Date() }).where(eq(integrations.companyId, db.companyId)),
    );
    await provider.close();
  }
}

async function connect(desk: Page, name: string, address: string): Promise<void> {
  await desk.goto("/inbox/settings/integrations/new");
  await desk.getByRole("link", { name: `Se connecter avec ${name}` }).click();
  await desk.waitForURL(/\/inbox\/settings\/integrations\/\d+$/);
  await expect(desk.getByRole("heading", { name: address })).toBeVisible();
  await expect(desk.getByText(`Accès accordé chez ${name}`)).toBeVisible();
}

const row = (page: Page, words: string) => page.getByRole("row").filter({ hasText: words });
const lost = (page: Page, address: string) =>
  page.getByRole("alert").getByText(`${address} n’est plus relevée`);

for (const { id, name } of PROVIDERS) {
  test(`a mailbox at ${name} is connected by a consent, read, and answered exactly once`, async ({
    desk,
    company,
  }) => {
    await provide(id, company, async ({ imap, smtp, oauth }, address) => {
      await connect(desk, name, address);
      expect(oauth.asked.map(({ grant_type }) => grant_type)).toEqual(["authorization_code"]);

      await desk.goto("/inbox");
      await imap.deliver(
        letter({ id: `1@${id}.test`, to: address, subject: "Ma lampe clignote", text: "Depuis hier." }),
      );
      await row(desk, "Ma lampe clignote").click({ timeout: 30_000 });
      await desk.keyboard.press("r");
      await desk.getByLabel("Texte de la réponse").fill("Remplacez l’ampoule.");
      await desk.keyboard.press("Control+Enter");
      await expect(desk.getByRole("article").getByText(/^Envoyé/)).toBeVisible({ timeout: 30_000 });

      expect(smtp.emails.map(({ username, from }) => [username, from])).toEqual([[address, address]]);
      expect(String(smtp.emails[0]?.raw)).toContain(`In-Reply-To: <1@${id}.test>`);
    });
  });

  test(`a consent that was taken back at ${name} is told to everybody and given again in one click`, async ({
    desk,
    company,
    browser,
    baseURL,
  }) => {
    test.setTimeout(120_000);
    await provide(id, company, async (provider, address) => {
      const { imap, oauth } = provider;
      await connect(desk, name, address);
      await imap.deliver(letter({ id: `1@${id}.test`, to: address, subject: "Avant" }));
      await desk.goto("/inbox");
      await expect(row(desk, "Avant")).toBeVisible({ timeout: 30_000 });
      const lea = await (await browser.newContext({ baseURL, locale: "fr-FR" })).newPage();
      await signIn(lea, await company.addColleague("Léa Morel"));

      provider.takeBack();
      await imap.deliver(letter({ id: `2@${id}.test`, to: address, subject: "Pendant la panne" }));
      await imap.deliver(letter({ id: `3@${id}.test`, to: address, subject: "Toujours en panne" }));

      await expect(lost(desk, address)).toBeVisible({ timeout: 75_000 });
      await expect(lost(lea, address)).toBeVisible({ timeout: 75_000 });
      await lea.getByRole("link", { name: "Voir la boîte" }).click();
      await expect(lea.getByText("Demandez à un administrateur de redonner l’accès.")).toBeVisible();
      await expect(row(desk, "Pendant la panne")).toHaveCount(0);

      provider.giveAgain();
      await desk.getByRole("link", { name: "Redonner l’accès" }).click();
      await desk.waitForURL(/\/inbox\/settings\/integrations\/\d+$/);
      await desk.goto("/inbox");
      for (const subject of ["Avant", "Pendant la panne", "Toujours en panne"])
        await expect(row(desk, subject)).toHaveCount(1, { timeout: 30_000 });
      await expect(lost(desk, address)).toHaveCount(0);
      expect(oauth.asked.at(-1)).toMatchObject({ grant_type: "authorization_code" });
      await lea.context().close();
    });
  });
}
