import { withCompany } from "@/db/company";
import { publishArticle } from "@/lib/knowledge/publish-article";
import { saveArticle } from "@/lib/knowledge/save-article";
import { createCompany } from "../../support/factories/company";
import { createConversation } from "../../support/factories/conversation";
import { createCustomer } from "../../support/factories/customer";
import { createMessage } from "../../support/factories/message";
import { connectModel } from "../../support/model";
import type { OpenAiServer } from "../../support/openai-server";

export const DELIVERY = "Une commande en stock part de l’atelier sous 3 jours ouvrés, avec un lien de suivi.";

interface Question {
  body?: string;
  subject?: string;
  customerName?: string;
}

/** A company with a model and one article, whom a customer asks something. */
export async function createAskedCompany(
  model: OpenAiServer,
  { body, subject, customerName }: Question = {},
) {
  const { companyId, employeeId } = await createCompany({ name: "Atelier Lumen" });
  await connectModel(companyId, model);
  const made = await withCompany(companyId, async (db) => {
    const article = { articleId: null, version: 0, title: "Délais de livraison", body: DELIVERY, employeeId };
    await publishArticle(db, { ...(await saveArticle(db, article)), employeeId });
    const customer = await createCustomer(db, { name: customerName ?? "Camille Renaud" });
    const { id: conversationId } = await createConversation(db, { customerId: customer.id });
    const { id: messageId } = await createMessage(db, {
      conversationId,
      subject: subject ?? "Ma commande",
      body: body ?? "Bonjour, sous combien de jours ma commande part-elle de l’atelier ?",
    });
    return { conversationId, messageId };
  });
  return { companyId, employeeId, ...made };
}

interface Said {
  text: string;
  sources?: string[];
}

/** An answer as a model gives it. */
export const say = (sentences: Said[], rest: Record<string, unknown> = {}) => ({
  language: "fr",
  confidence: 0.93,
  needsPerson: false,
  because: "",
  sentences: sentences.map(({ text, sources = [] }) => ({ text, sources, endsParagraph: false })),
  ...rest,
});

export const GOOD = say([
  { text: "Bonjour," },
  { text: "Votre commande part de l’atelier sous 3 jours ouvrés.", sources: ["A1"] },
]);
