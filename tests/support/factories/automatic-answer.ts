import type { Db } from "@/db/company";
import { automaticAnswers } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof automaticAnswers.$inferInsert> & {
  messageId: number;
  answeredMessageId: number;
  conversationId: number;
  customerId: number;
  integrationId: number;
};

/** What is counted of an answer sent by machine. */
export async function createAutomaticAnswer(db: Db, answer: New) {
  const usual = {
    address: "camille@customer.test",
    domain: "customer.test",
    subject: "où en est ma commande",
    bodyHash: "0123456789abcdef",
  };
  return made(
    await db
      .insert(automaticAnswers)
      .values({ ...usual, ...answer, companyId: db.companyId })
      .returning(),
  );
}
