import { readFile } from "node:fs/promises";
import { expect, test } from "../support/e2e";
import { letter } from "../support/letter";
import { startScriptedServer } from "../support/scripted-server";

const pageOf = (integrationId: number) => `/inbox/settings/integrations/${integrationId}`;

test("the test of a mailbox shows what passed while the next step still waits for the server", async ({
  desk,
  mailbox,
}) => {
  const silent = await startScriptedServer("", () => "drop");
  await desk.goto(`${pageOf(mailbox.integrationId)}/access`);
  const steps = desk.getByRole("list").filter({ hasText: "Serveur trouvé" });
  const running = desk.locator('li[aria-current="step"]');

  await desk.getByRole("button", { name: "Tester" }).click();
  await expect(steps.getByRole("listitem")).toHaveCount(6);
  for (const passed of ["Serveur joignable", "Identifiants acceptés", "Dossiers trouvés", "Envoi accepté"])
    await expect(steps.getByText(passed)).toBeVisible();
  await expect(running).toHaveCount(0);

  await desk.getByLabel("Port").first().fill(String(silent.port));
  await expect(steps).toHaveCount(0);
  await desk.getByLabel("Mot de passe").fill("secret");
  await desk.getByRole("button", { name: "Tester" }).click();
  await expect(steps.getByText("Serveur joignable")).toBeVisible();
  await expect(running).toHaveText(/Chiffrement de la connexion\s*en cours/);
  await expect(steps.getByText(/le serveur ne répond pas/)).toBeVisible({ timeout: 20_000 });
  await expect(steps.getByText(/^Envoi accepté 127/)).toBeVisible({ timeout: 20_000 });
  await expect(running).toHaveCount(0);
  await silent.close();
});

test("a folder of the server is switched off and on again, and the ledger is saved as a table", async ({
  desk,
  mailbox,
}) => {
  await mailbox.imap.deliver(letter({ id: "one@customer.test", subject: "Bonjour" }));
  await desk.goto(pageOf(mailbox.integrationId));
  await desk.getByRole("button", { name: "Synchroniser" }).click();
  const sent = desk.getByRole("switch", { name: "Relever Sent" });
  await expect(sent).toBeChecked({ timeout: 20_000 });

  await sent.click();
  await expect(desk.getByText("Sent n’est plus relevé.")).toBeVisible();
  await expect(sent).not.toBeChecked();
  await desk.reload();
  await expect(sent).not.toBeChecked();
  await sent.click();
  await expect(sent).toBeChecked();

  await desk.setViewportSize({ width: 390, height: 800 });
  expect(await desk.evaluate(() => document.querySelector("#content > div")?.scrollWidth)).toBe(390);

  const download = desk.waitForEvent("download");
  await desk.getByRole("link", { name: "Registre (CSV)" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/ledger\.csv$/);
  expect(await readFile(await file.path(), "utf8")).toMatch(/^\ufeffDossier du serveur,.*\r\nINBOX,oui,/s);
});
