import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { findConversation } from "@/db/queries/conversations";
import { findLearnedClassifier, isLearningDue } from "@/db/queries/learned-classifiers";
import { classifyMessage } from "@/lib/triage/classify-message";
import { learnFolders } from "@/lib/triage/learn-folders";
import { createCompany } from "../../support/factories/company";
import { createConversation } from "../../support/factories/conversation";
import { createFolder } from "../../support/factories/folder";
import { createMessage } from "../../support/factories/message";

const ORDERS = ["commande", "colis", "livraison", "expédition", "suivi", "transporteur"];
const SUPPORT = ["panne", "ampoule", "clignote", "réparation", "cassé", "allume"];

const EXAMPLES = 80;

// Each letter is another: of the same text twice, one teaches.
const letter = (words: string[], at: number) => {
  const word = (step: number) => words[Math.floor(at / step) % words.length];
  return `Bonjour, je vous écris au sujet de ${word(1)} et de ${word(6)}, puis ${word(3)}.`;
};

async function createShop() {
  const { companyId } = await createCompany();
  const folders = await withCompany(companyId, async (db) => {
    const orders = await createFolder(db, { name: "Commandes" });
    const support = await createFolder(db, { name: "Support" });
    for (let at = 0; at < EXAMPLES; at += 1) {
      const [folder, words] = at % 2 ? [orders, ORDERS] : [support, SUPPORT];
      const { id } = await createConversation(db, { folderId: folder.id, filedBy: "person" });
      await createMessage(db, { conversationId: id, subject: "", body: letter(words, at) });
    }
    return { orders, support };
  });
  return { companyId, ...folders };
}

const receive = (companyId: number, body: string) =>
  withCompany(companyId, async (db) => {
    const { id: conversationId } = await createConversation(db);
    const { id: messageId } = await createMessage(db, { conversationId, subject: "", body });
    return { conversationId, messageId };
  });

test("what people filed files the next ones, without a model, and is measured on what it has not seen", async () => {
  const { companyId, orders } = await createShop();
  expect(await withCompany(companyId, isLearningDue)).toBe(true);

  expect(await learnFolders(companyId)).toBe(EXAMPLES);

  const learnt = await withCompany(companyId, findLearnedClassifier);
  expect(learnt?.scores.map(({ examples }) => examples)).toEqual([EXAMPLES / 2, EXAMPLES / 2]);
  expect(learnt?.scores.every(({ heldOut }) => heldOut > 0)).toBe(true);
  expect(await withCompany(companyId, isLearningDue)).toBe(false);

  const { conversationId, messageId } = await receive(companyId, letter(ORDERS, 101));
  expect(await classifyMessage(companyId, messageId)).toBe("learned");
  const conversation = await withCompany(companyId, (db) => findConversation(db, conversationId));
  expect(conversation).toMatchObject({ folderId: orders.id, filedBy: "learned" });
  expect(conversation?.filing?.quotes?.length).toBeGreaterThan(0);
});

test("what it does not know stays without a folder", async () => {
  const { companyId } = await createShop();
  await learnFolders(companyId);
  const { conversationId, messageId } = await receive(companyId, "Kiitos paljon, hyvää päivänjatkoa!");
  expect(await classifyMessage(companyId, messageId)).toBe("off");
  const conversation = await withCompany(companyId, (db) => findConversation(db, conversationId));
  expect(conversation).toMatchObject({ folderId: null, filedBy: null });
});

test("what a classifier filed by itself teaches nothing", async () => {
  const { companyId, orders } = await createShop();
  await withCompany(companyId, async (db) => {
    const { id } = await createConversation(db, { folderId: orders.id, filedBy: "model" });
    await createMessage(db, { conversationId: id, body: letter(SUPPORT, 3) });
  });
  expect(await learnFolders(companyId)).toBe(EXAMPLES);
});
