import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { withCompany } from "@/db/company";
import { findReview, judgeBlind } from "@/db/queries/reviews";
import { publishArticle } from "@/lib/knowledge/publish-article";
import { saveArticle } from "@/lib/knowledge/save-article";
import { answerAsDemoModel } from "../support/demo/model";
import { expect, type TestCompany, test } from "../support/e2e";
import { createClassification } from "../support/factories/classification";
import { createConversation } from "../support/factories/conversation";
import { createFolder } from "../support/factories/folder";
import { createMessage } from "../support/factories/message";
import { connectModel } from "../support/model";
import { startOpenAiServer } from "../support/openai-server";

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** A folder whose three questions people have answered, and an article that answers them too. */
async function openShop({ companyId, owner: { employeeId } }: TestCompany): Promise<number> {
  return withCompany(companyId, async (db) => {
    const body = "Une commande en stock part de l’atelier sous 3 jours ouvrés.";
    const saved = await saveArticle(db, { articleId: null, version: 0, title: "Délais", body, employeeId });
    await publishArticle(db, { ...saved, employeeId });
    const { id: folderId } = await createFolder(db, { name: "Commandes", description: "Une commande." });
    for (let at = 1; at <= 3; at += 1) {
      const { id: conversationId } = await createConversation(db, { folderId, firstReplyAt: ago(at * 100) });
      const { id: messageId } = await createMessage(db, {
        ...{ conversationId, sentAt: ago(at * 100 + 9) },
        body: `Bonjour, quand ma commande ${at} part-elle de l’atelier ?`,
      });
      await createMessage(db, {
        ...{ conversationId, kind: "outbound", delivery: "sent", sentAt: ago(at * 100), employeeId },
        body: "Elle part de l’atelier demain.",
      });
      await createClassification(db, { messageId, conversationId, folderId, sampledAt: new Date() });
    }
    return folderId;
  });
}

async function expectAccessible(desk: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: desk }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test("a folder may answer by itself only after its rehearsal was read and accepted", async ({
  desk,
  company,
}) => {
  const model = await startOpenAiServer({ answer: answerAsDemoModel });
  await connectModel(company.companyId, model);
  const folderId = await openShop(company);
  const path = `/inbox/settings/folders/${folderId}/answers`;

  await desk.goto(path);
  await expect(desk.getByRole("radio", { name: /^Automatique/ })).toBeDisabled();
  await expectAccessible(desk);
  await desk.getByRole("link", { name: "Répéter les réponses" }).click();
  await desk.getByRole("button", { name: "Lancer une répétition" }).click();
  await expect(desk.getByText("3 sur 3")).toBeVisible({ timeout: 30_000 });
  await expect(desk.getByText("Elle part de l’atelier demain.").first()).toBeVisible();
  await expectAccessible(desk);

  await desk.getByText("À l’aveugle", { exact: true }).click();
  await desk.getByRole("button", { name: "Réponse A" }).first().click();
  await expect(desk.getByText(/^Vous avez préféré la réponse de l’(IA|équipe)\.$/)).toBeVisible();

  await desk.getByRole("button", { name: "Accepter cette répétition" }).click();
  await desk.getByRole("link", { name: "Choisir le mode automatique" }).click();
  await desk.getByRole("radio", { name: /^Automatique/ }).check({ force: true });
  await desk.getByRole("button", { name: "Enregistrer" }).click();
  await desk.waitForTimeout(500);
  await desk.goto(path);
  await expect(desk.getByRole("radio", { name: /^Automatique/ })).toBeChecked();
  await model.stop();
});

test("a person says where messages belong without knowing what was said, and the scoreboard counts it", async ({
  desk,
  company,
}) => {
  await openShop(company);
  await desk.goto("/inbox/settings/scoreboard");
  await expectAccessible(desk);
  await desk.getByRole("link", { name: "Relire à l’aveugle" }).click();
  await expect(desk.getByText("3 messages à relire")).toBeVisible();
  await expectAccessible(desk);
  await desk.keyboard.press("1");
  await expect(desk.getByText("Le classement avait dit\u00a0: Commandes, 94\u00a0%.")).toBeVisible();
  await expect(desk.getByText("2 messages à relire")).toBeVisible();

  // A colleague judges the message that is shown before this person does.
  await withCompany(company.companyId, async (db) => {
    const { question } = await findReview(db);
    const { employeeId } = company.owner;
    await judgeBlind(db, { messageId: question?.messageId ?? 0, folderId: null, employeeId });
  });
  await desk.keyboard.press("1");
  await expect(desk.getByText("Ce message a déjà été relu.")).toBeVisible();
  await expect(desk.getByText("1 message à relire")).toBeVisible();
  await desk.keyboard.press("1");
  await expect(desk.getByText("Rien à relire")).toBeVisible();
  await desk.goto("/inbox/settings/scoreboard");
  await expect(desk.getByText("100\u00a0%").first()).toBeVisible();
  await expect(desk.getByRole("columnheader", { name: "Rappel" }).first()).toBeVisible();
});
