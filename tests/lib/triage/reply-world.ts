import { eq } from "drizzle-orm";
import { type Db, withCompany } from "@/db/company";
import { automaticAnswers, conversations, folders, type Message, messages } from "@/db/schema";
import type { MailboxAccess } from "@/lib/email/imap";
import { ANSWER_GATES } from "@/lib/proposals/check-answer";
import { basisOf } from "@/lib/rehearsal/basis-of";
import { createCompany } from "@/tests/support/factories/company";
import { createConversation } from "@/tests/support/factories/conversation";
import { createCustomer } from "@/tests/support/factories/customer";
import { createFolder } from "@/tests/support/factories/folder";
import { createIntegration } from "@/tests/support/factories/integration";
import { createMessage } from "@/tests/support/factories/message";
import { createModelSettings } from "@/tests/support/factories/model-settings";
import { createProposal } from "@/tests/support/factories/proposal";
import { createRehearsal } from "@/tests/support/factories/rehearsal";

interface Asked {
  customer?: { id: number; address: string };
  conversationId?: number;
  message?: Partial<Message>;
}

/** A company that answers by itself in one folder: rehearsed, with a model, a prompt and a mailbox connected a month ago. */
export async function openReplyWorld({
  access,
  address,
}: {
  access?: Partial<MailboxAccess>;
  address?: string;
} = {}) {
  const { companyId, employeeId } = await createCompany({ name: "Atelier Lumen" });
  const within = <T>(run: (db: Db) => Promise<T>) => withCompany(companyId, run);
  const { folderId, integration } = await within(async (db) => {
    await createModelSettings(db, { key: "sk-nobody-is-asked-here-1234" });
    const folder = await createFolder(db, { autoReply: "automatic" });
    const createdAt = new Date(Date.now() - 30 * 86_400_000);
    const integration = await createIntegration(db, {
      access,
      ...(address && { address }),
      name: "Service client",
      createdAt,
    });
    return { folderId: folder.id, integration };
  });
  const rehearse = () =>
    within(async (db) => {
      const basis = await basisOf(db, folderId);
      const accepted = { acceptedAt: new Date(), acceptedById: employeeId, finishedAt: new Date() };
      const { id } = await createRehearsal(db, { folderId, basis, ...accepted });
      await db.update(folders).set({ rehearsalId: id }).where(eq(folders.id, folderId));
    });
  await rehearse();

  /** A customer's question to the mailbox, filed by a rule. */
  const ask = ({ customer, conversationId, message = {} }: Asked = {}) =>
    within(async (db) => {
      const who = customer ?? (await createCustomer(db));
      const known = conversationId
        ? { id: conversationId }
        : await createConversation(db, {
            ...{ customerId: who.id, integrationId: integration.id, folderId, filedBy: "rule" as const },
            subject: message.subject ?? "Où en est ma commande ?",
          });
      const asked = await createMessage(db, {
        conversationId: known.id,
        integrationId: integration.id,
        senderAddress: who.address,
        recipients: { to: [{ name: "", address: integration.address }], cc: [], bcc: [] },
        dmarc: "pass",
        body: `Bonjour, ${"abcdefghijklmnopqrstuvwxyz".charAt(who.id % 26)}${who.address.replace(/\W|\d/g, "")}, où en est ma commande ?`,
        ...message,
      });
      return { customer: who, conversationId: known.id, message: asked };
    });

  /** What a model wrote for it, sure and checked. */
  const propose = ({ id: messageId, conversationId }: Pick<Message, "id" | "conversationId">) =>
    within(async (db) => {
      const gates = ANSWER_GATES.map((gate) => ({ gate, passed: true }));
      return (await createProposal(db, { conversationId, messageId, gates, confidence: 0.95 })).id;
    });

  return {
    companyId,
    employeeId,
    folderId,
    integration,
    within,
    rehearse,
    ask,
    propose,
    listAutomatic: () =>
      within((db) =>
        db
          .select({
            id: messages.id,
            delivery: messages.delivery,
            body: messages.body,
            recipients: messages.recipients,
          })
          .from(messages)
          .where(eq(messages.origin, "automatic"))
          .orderBy(messages.id),
      ),
    countAnswers: () => within((db) => db.$count(automaticAnswers)),
    setFolder: (changed: Partial<typeof folders.$inferInsert>) =>
      within((db) => db.update(folders).set(changed).where(eq(folders.id, folderId))),
    setConversation: (id: number, changed: Partial<typeof conversations.$inferInsert>) =>
      within((db) => db.update(conversations).set(changed).where(eq(conversations.id, id))),
    /** Makes an answer in the outbox due. */
    wait: (id: number) =>
      within((db) =>
        db
          .update(messages)
          .set({ sendAt: new Date(Date.now() - 1000) })
          .where(eq(messages.id, id)),
      ),
  };
}

export type ReplyWorld = Awaited<ReturnType<typeof openReplyWorld>>;
