import { sql } from "drizzle-orm";
import { createCompany } from "@/db/across-companies";
import { type Db, withCompany } from "@/db/company";
import { indexMessage } from "@/db/queries/message-search";
import { conversations, customerAddresses, customers, folders, integrations, messages } from "@/db/schema";

/** A company with a mailbox, a folder and one customer, and what puts conversations in it. */
export async function makeListWorld(name: string) {
  const owner = { name: "Nadia Ferrand", email: `nadia@${name}.test`, passwordHash: "none" };
  const { companyId, employeeId } = await createCompany({ name, locale: "fr", owner });
  const ids = await withCompany(companyId, (db) => makeGround(db, name));
  const within = <Value>(run: (db: Db) => Promise<Value>) => withCompany(companyId, run);
  const converse = (made: Partial<Conversation> = {}) =>
    within((db) => insertConversation(db, { ...ids, ...made }));
  const write = (conversationId: number, made: Partial<Written> = {}) =>
    within((db) => insertMessage(db, { ...ids, conversationId, ...made }));
  return { companyId, employeeId, ...ids, within, converse, write };
}

type Conversation = Partial<typeof conversations.$inferInsert>;
type Written = Partial<typeof messages.$inferInsert> & { attachmentNames?: string[] };

async function makeGround(db: Db, name: string) {
  const companyId = db.companyId;
  const [[mailbox], [folder], [customer]] = await Promise.all([
    db
      .insert(integrations)
      .values({ companyId, source: "email", name: "Contact", address: `contact@${name}.test` })
      .returning(),
    db.insert(folders).values({ companyId, name: "Commandes", icon: "package", position: 1 }).returning(),
    db.insert(customers).values({ companyId, name: "Camille Renaud", organization: "Hôtel" }).returning(),
  ]);
  if (!mailbox || !folder || !customer) throw new Error("The ground did not come back");
  await db
    .insert(customerAddresses)
    .values({ companyId, kind: "email", address: `camille@${name}.test`, customerId: customer.id });
  return { integrationId: mailbox.id, folderId: folder.id, customerId: customer.id };
}

let minutes = 0;

async function insertConversation(
  db: Db,
  made: Conversation & { customerId: number; integrationId: number },
) {
  minutes += 1;
  const at = new Date(Date.UTC(2026, 0, 1, 0, minutes));
  const [row] = await db
    .insert(conversations)
    .values({
      source: "email",
      subject: "Commande",
      firstMessageAt: at,
      lastMessageAt: at,
      ...made,
      companyId: db.companyId,
    })
    .returning();
  if (!row) throw new Error("The conversation did not come back");
  return row.id;
}

async function insertMessage(
  db: Db,
  { attachmentNames = [], ...made }: Written & { conversationId: number },
) {
  const { customerId: _, folderId: __, ...values } = made as Written & Record<string, unknown>;
  const [row] = await db
    .insert(messages)
    .values({
      kind: "inbound",
      body: "",
      sentAt: sql`now()`,
      ...values,
      companyId: db.companyId,
      conversationId: made.conversationId,
    })
    .returning();
  if (!row) throw new Error("The message did not come back");
  await indexMessage(db, row, attachmentNames);
  return row.id;
}
