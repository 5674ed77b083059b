import type { Page } from "@playwright/test";
import { and, eq } from "drizzle-orm";
import { simpleParser } from "mailparser";
import { type Db, withCompany } from "@/db/company";
import { folders } from "@/db/schema";
import { publishArticle } from "@/lib/knowledge/publish-article";
import { saveArticle } from "@/lib/knowledge/save-article";
import { basisOf } from "@/lib/rehearsal/basis-of";
import { answerAsDemoModel } from "../support/demo/model";
import { test as base, expect, type TestCompany, type TestMailbox } from "../support/e2e";
import { createFolder } from "../support/factories/folder";
import { createRehearsal } from "../support/factories/rehearsal";
import { letter } from "../support/letter";
import { connectModel } from "../support/model";
import { type OpenAiServer, startOpenAiServer } from "../support/openai-server";

// The three cases of the brief, from the message that arrives to the answer that is sent.

const test = base.extend<{ model: OpenAiServer }>({
  model: async ({ company }, use, testInfo) => {
    // An automatic answer waits half a minute in sight before it leaves.
    testInfo.setTimeout(180_000);
    const model = await startOpenAiServer({ answer: answerAsDemoModel });
    await connectModel(company.companyId, model, { links: ["rdv.atelierlumen.fr"] });
    await use(model);
    await model.stop();
  },
});

const FOLDERS = {
  Commandes: "Où en est une commande, une livraison, un colis, un suivi, une expédition.",
  Support: "Un compte ou un produit qui ne fonctionne pas, une panne, un problème technique.",
  "Rendez-vous": "Prendre, déplacer ou annuler un rendez-vous, un RDV, une visite.",
};

const ARTICLES = [
  {
    title: "Commandes de la semaine",
    body: "La commande 12345 a été expédiée le 20 novembre 2026. Numéro de suivi de la commande 12345 : 6A48213377.",
  },
  {
    title: "Compte client",
    body: "Si votre compte ne fonctionne plus, réinitialisez le mot de passe depuis la page de connexion du compte.",
  },
  {
    title: "Rendez-vous",
    body: "Pour prendre RDV, voici nos disponibilités : https://rdv.atelierlumen.fr/showroom",
  },
];

interface Shop {
  automatic?: keyof typeof FOLDERS;
  draft?: keyof typeof FOLDERS;
}

/** Folders that say what belongs in them, articles, and one folder that answers. */
async function openShop({ companyId, owner }: TestCompany, { automatic, draft }: Shop): Promise<void> {
  await withCompany(companyId, async (db) => {
    for (const article of ARTICLES) {
      const saved = await saveArticle(db, {
        ...article,
        articleId: null,
        version: 0,
        employeeId: owner.employeeId,
      });
      await publishArticle(db, { ...saved, employeeId: owner.employeeId });
    }
    for (const [name, description] of Object.entries(FOLDERS)) {
      const followUpDays = name === "Rendez-vous" ? 3 : null;
      const autoReply = name === draft ? "draft" : "off";
      const { id } = await createFolder(db, { name, description, followUpDays, autoReply });
      if (name === automatic) await letAnswer(db, id, owner.employeeId);
    }
  });
}

/** As after a rehearsal that a person read and accepted. */
async function letAnswer(db: Db, folderId: number, employeeId: number): Promise<void> {
  const { id } = await createRehearsal(db, {
    ...{ folderId, basis: await basisOf(db, folderId), wanted: 1, acceptedById: employeeId },
    ...{ startedAt: new Date(), finishedAt: new Date(), acceptedAt: new Date() },
  });
  await db
    .update(folders)
    .set({ autoReply: "automatic", rehearsalId: id })
    .where(and(eq(folders.companyId, db.companyId), eq(folders.id, folderId)));
}

interface Written {
  subject: string;
  text: string;
}

async function write(desk: Page, { imap, integrationId, address }: TestMailbox, { subject, text }: Written) {
  const id = `question-${integrationId}-${Date.now()}@client.test`;
  const headers = {
    "Authentication-Results": "mx.company.test; dmarc=pass header.from=client.test",
    received: "from client.test by mx.company.test; Wed, 25 Nov 2026 08:00:00 +0000",
    Subject: `=?utf-8?B?${Buffer.from(subject).toString("base64")}?=`,
  };
  await imap.deliver(
    letter({ id, from: "Camille Renaud <camille@client.test>", to: address, text, headers, received: false }),
  );
  const { origin } = new URL(desk.url());
  const synced = await desk.request.post(`/inbox/integrations/${integrationId}/sync`, {
    headers: { origin },
  });
  expect(synced.ok()).toBe(true);
  return id;
}

test("cas 1 : « Où est ma commande #12345 ? » est rangée dans Commandes et reçoit sa réponse toute seule, une fois", async ({
  desk,
  company,
  mailbox,
  model,
}) => {
  await openShop(company, { automatic: "Commandes" });
  await desk.reload();
  const questionId = await write(desk, mailbox, {
    subject: "Ma commande",
    text: "Bonjour,\n\nOù est ma commande #12345 ? Merci.\n\nCamille",
  });

  await desk.getByRole("row", { name: /Camille Renaud/ }).click();
  await expect(desk.getByText("Rangée dans Commandes par l’IA")).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => mailbox.smtp.emails.length, { timeout: 90_000 }).toBe(1);

  const [sent] = mailbox.smtp.emails;
  expect(sent?.to).toEqual(["camille@client.test"]);
  const mail = await simpleParser(sent?.raw ?? "");
  expect(mail.text).toContain("La commande 12345 a été expédiée le 20 novembre 2026.");
  expect(mail.text).toContain("6A48213377");
  expect(mail.inReplyTo).toBe(`<${questionId}>`);
  expect(mail.headers.get("auto-submitted")).toBe("auto-replied");
  expect(mail.cc).toBeUndefined();
  await expect(desk.getByRole("article").getByText("6A48213377")).toBeVisible();

  // If need be a person completes it, and that is the end of automatic answers to this turn.
  await desk.keyboard.press("r");
  await desk.getByLabel("Texte de la réponse").fill("J’ajoute que le colis est assuré.");
  await desk.keyboard.press("Control+Enter");
  await expect.poll(() => mailbox.smtp.emails.length, { timeout: 40_000 }).toBe(2);
  const own = await simpleParser(mailbox.smtp.emails[1]?.raw ?? "");
  expect(own.headers.get("auto-submitted")).toBeUndefined();
  expect(model.requests.map(({ schemaName }) => schemaName)).toEqual(["filing", "answer"]);
});

test("cas 2 : un SMS « Mon compte ne fonctionne pas » reçoit une proposition, qu’une personne modifie et envoie", async ({
  desk,
  company,
  phone,
  model,
}) => {
  await openShop(company, { draft: "Support" });
  await company.addColleague("Karim Saïdi");
  await desk.reload();
  const telephone = await desk.context().newPage();
  await telephone.goto(phone.url);
  await telephone.getByRole("radio", { name: "SMS" }).check({ force: true });
  await telephone.getByLabel("Message", { exact: true }).fill("Mon compte ne fonctionne pas, que faire ?");
  await telephone.keyboard.press("Enter");

  await desk.bringToFront();
  await desk.getByRole("row", { name: /Mon compte ne fonctionne pas/ }).click();
  await expect(desk.getByText("Rangée dans Support par l’IA")).toBeVisible({ timeout: 30_000 });
  const proposal = desk.getByRole("region", { name: "Réponse proposée" });
  await expect(proposal).toContainText("réinitialisez le mot de passe", { timeout: 30_000 });
  expect(phone.exchange.sent).toEqual([]);

  await proposal.getByRole("button", { name: /^Insérer dans la réponse/ }).click();
  const editor = desk.getByLabel("Texte de la réponse");
  await expect(editor).toHaveValue(/réinitialisez le mot de passe/);
  await editor.press("End");
  await desk.keyboard.type(" Karim vous rappelle.");
  await desk.keyboard.press("Control+Shift+Enter");
  await expect(telephone.getByRole("log").getByText(/Karim vous rappelle/)).toBeVisible({ timeout: 40_000 });
  expect(phone.exchange.sent).toHaveLength(1);
  await expect(proposal).toHaveCount(0);
  expect(model.requests.map(({ schemaName }) => schemaName)).toEqual(["filing", "answer"]);
});

test("cas 3 : « Je voudrais prendre RDV » reçoit le lien du calendrier, et une relance si le client ne répond pas", async ({
  desk,
  company,
  mailbox,
  model,
}) => {
  await openShop(company, { automatic: "Rendez-vous" });
  await desk.reload();
  await write(desk, mailbox, {
    subject: "Visite",
    text: "Bonjour,\n\nJe voudrais prendre RDV pour voir vos disponibilités.\n\nCamille",
  });
  await desk.getByRole("row", { name: /Camille Renaud/ }).click();
  await expect.poll(() => mailbox.smtp.emails.length, { timeout: 90_000 }).toBe(1);
  const mail = await simpleParser(mailbox.smtp.emails[0]?.raw ?? "");
  expect(mail.text).toContain("https://rdv.atelierlumen.fr/showroom");

  await expect(desk.getByText(/^Relance .* sauf si le client écrit avant$/)).toBeVisible({ timeout: 90_000 });
  await write(desk, mailbox, { subject: "Re: Visite", text: "Merci, j’ai réservé samedi." });
  await expect(desk.getByText(/^Relance /)).toHaveCount(0, { timeout: 60_000 });
  expect(model.requests.filter(({ schemaName }) => schemaName === "answer").length).toBeGreaterThan(0);
});
