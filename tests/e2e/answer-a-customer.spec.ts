import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { simpleParser } from "mailparser";
import { withCompany } from "@/db/company";
import { expect, type TestMailbox, test } from "../support/e2e";
import { createFolder } from "../support/factories/folder";
import { letter } from "../support/letter";

const SUBJECT = "Où en est ma commande 12345 ?";
const RULE = {
  match: "any" as const,
  parts: [{ field: "subject" as const, operator: "contains" as const, value: "commande" }],
};

/** Camille's question arrives in the mailbox, and the product goes to look. */
async function receiveQuestion(desk: Page, { imap, integrationId, address }: TestMailbox): Promise<string> {
  const id = `question-${integrationId}@client.test`;
  const from = "Camille Renaud <camille@client.test>";
  const text = "Bonjour,\n\nLes six suspensions devaient arriver vendredi.\n\nCamille";
  const headers = { Subject: `=?utf-8?B?${Buffer.from(SUBJECT).toString("base64")}?=` };
  await imap.deliver(letter({ id, from, to: address, text, headers }));
  const { origin } = new URL(desk.url());
  const synced = await desk.request.post(`/inbox/integrations/${integrationId}/sync`, {
    headers: { origin },
  });
  expect(synced.ok()).toBe(true);
  return id;
}

async function openQuestion(desk: Page, mailbox: TestMailbox): Promise<string> {
  const id = await receiveQuestion(desk, mailbox);
  await desk.getByRole("row", { name: /Camille Renaud/ }).click();
  await expect(desk.getByRole("heading", { name: SUBJECT })).toBeVisible();
  return id;
}

async function write(desk: Page, text: string): Promise<void> {
  await desk.keyboard.press("r");
  await expect(desk.getByLabel("Texte de la réponse")).toBeFocused();
  await desk.keyboard.type(text);
}

test("a customer's mail appears by itself, is filed by its rule, and is answered exactly once", async ({
  desk,
  company,
  mailbox,
}) => {
  await withCompany(company.companyId, (db) => createFolder(db, { name: "Commandes", rule: RULE }));
  await desk.reload();
  const questionId = await openQuestion(desk, mailbox);
  await expect(desk.getByText("Les six suspensions devaient arriver vendredi.").last()).toBeVisible();

  await expect(desk.getByText("Rangée dans Commandes par sa règle")).toBeVisible();
  await desk.getByRole("button", { name: "Pourquoi ici ?" }).click();
  await expect(desk.getByText("Objet contient «\u00a0commande\u00a0»")).toBeVisible();
  await desk.keyboard.press("Escape");
  await expect(desk.getByRole("dialog")).toHaveCount(0);

  await write(desk, "Bonjour Camille,\n\nElles arrivent mardi.\n\nNadia");
  await desk.keyboard.press("Control+Enter");
  await expect(desk.getByText(/Part dans \d+\ss/)).toBeVisible();
  await expect(desk.getByText("Envoyé", { exact: true })).toBeVisible({ timeout: 30_000 });

  expect(mailbox.smtp.emails).toHaveLength(1);
  const [sent] = mailbox.smtp.emails;
  expect(sent?.to).toEqual(["camille@client.test"]);
  const mail = await simpleParser(sent?.raw ?? "");
  expect(mail.text).toContain("Elles arrivent mardi.");
  expect(mail.subject).toBe(`Re: ${SUBJECT}`);
  expect(mail.inReplyTo).toBe(`<${questionId}>`);
  expect(mail.references).toBe(`<${questionId}>`);
  expect(mail.messageId).toMatch(/@company-\d+\.test>$/);
  await expect.poll(() => mailbox.imap.folder("Sent").length, { timeout: 20_000 }).toBe(1);
  expect(mailbox.imap.folder("Sent")[0]?.raw).toContain(mail.messageId);
});

test("an answer is taken back within ten seconds: its text is in the editor again and nothing goes out", async ({
  desk,
  mailbox,
}) => {
  await openQuestion(desk, mailbox);
  await write(desk, "Elles arrivent lundi.");
  await desk.keyboard.press("Control+Enter");
  await desk.locator("article").getByRole("button", { name: "Annuler" }).click();
  await expect(desk.getByLabel("Texte de la réponse")).toHaveValue("Elles arrivent lundi.");
  await expect(desk.locator("article").getByText("Elles arrivent lundi.")).toHaveCount(0);
  await desk.waitForTimeout(12_000);
  expect(mailbox.smtp.emails).toHaveLength(0);

  await desk.reload();
  await expect(desk.getByLabel("Texte de la réponse")).toHaveValue("Elles arrivent lundi.");
});

test("a note is seen by the team and never sent; the reply that was begun waits beside it", async ({
  desk,
  mailbox,
}) => {
  await openQuestion(desk, mailbox);
  await write(desk, "Bonjour Camille,");
  await desk.getByRole("radio", { name: "Note" }).check({ force: true });
  await desk.getByLabel("Texte de la note").fill("Deux laitons mis de côté.");
  await desk.getByRole("button", { name: /^Ajouter la note/ }).click();
  await expect(desk.getByRole("article", { name: /^Note interne de Nadia Ferrand/ })).toContainText(
    "Deux laitons mis de côté.",
  );
  await expect(desk.getByLabel("Texte de la réponse")).toHaveValue("Bonjour Camille,");
  expect(mailbox.smtp.emails).toHaveLength(0);
});

test("an answer that could not be sent says why, and goes out once when it is tried again", async ({
  desk,
  mailbox,
}) => {
  await openQuestion(desk, mailbox);
  mailbox.smtp.fault = { at: "recipient", how: { refuse: 550 } };
  await write(desk, "Elles arrivent mercredi.");
  await desk.keyboard.press("Control+Enter");
  const failed = desk.getByRole("alert").filter({ hasText: "Échec d’envoi" });
  await expect(failed).toBeVisible({ timeout: 30_000 });

  mailbox.smtp.fault = undefined;
  await failed.getByRole("button", { name: "Réessayer" }).click();
  await expect(desk.getByText("Envoyé", { exact: true })).toBeVisible({ timeout: 30_000 });
  expect(mailbox.smtp.emails).toHaveLength(1);
});

test("a file goes out with the answer, a program does not, and a promised file is asked for", async ({
  desk,
  mailbox,
}) => {
  await openQuestion(desk, mailbox);
  await write(desk, "Voici le plan en pièce jointe.");
  await desk.keyboard.press("Control+Enter");
  await expect(desk.getByText(/aucun fichier n’est joint/)).toBeVisible();
  const choose = (name: string, content: string) =>
    desk
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "application/pdf", buffer: Buffer.from(content) });
  await choose("facture.exe", "MZ0000");
  await expect(desk.getByText(/facture\.exe est un programme/)).toBeVisible();
  await desk.getByRole("button", { name: "Retirer facture.exe" }).click();
  await choose("plan.pdf", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n");
  await expect(desk.getByRole("button", { name: "Retirer plan.pdf" })).toBeVisible();
  await expect(desk.getByText(/^29\so$/)).toBeVisible();
  await desk.getByLabel("Texte de la réponse").press("Control+Enter");
  await expect(desk.getByText("Envoyé", { exact: true })).toBeVisible({ timeout: 30_000 });
  const mail = await simpleParser(mailbox.smtp.emails[0]?.raw ?? "");
  expect(mail.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
    ["plan.pdf", "application/pdf"],
  ]);
});

test("an open conversation can be read by everybody: no rule of accessibility is broken", async ({
  desk,
  mailbox,
}) => {
  await openQuestion(desk, mailbox);
  for (const colorScheme of ["light", "dark"] as const) {
    await desk.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page: desk }).include("#content").analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 200))])).toEqual([]);
  }
});
