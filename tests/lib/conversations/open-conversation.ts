import { randomUUID } from "node:crypto";
import { createCompany } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { insertFolder } from "@/db/queries/folders-list";
import { activities, conversations, integrations } from "@/db/schema";
import { fileMessages } from "@/lib/conversations/file-messages";
import type { IncomingMessage } from "@/lib/conversations/incoming-message";

/** A company with a mailbox and one conversation, in which Camille has asked something. */
export async function openConversation() {
  const owner = { name: "Nadia Ferrand", email: `${randomUUID()}@lumen.test`, passwordHash: "none" };
  const { companyId, employeeId } = await createCompany({ name: "Atelier Lumen", locale: "fr", owner });
  const folderId = await withCompany(companyId, (db) =>
    insertFolder(db, { name: "Commandes", icon: "package", rule: null }),
  );
  const integrationId = await withCompany(companyId, async (db) => {
    const [row] = await db
      .insert(integrations)
      .values({ companyId, source: "email", name: "Atelier Lumen", address: "contact@lumen.test" })
      .returning({ id: integrations.id });
    return row?.id ?? 0;
  });
  const receive = (message: Partial<IncomingMessage> = {}) =>
    withCompany(companyId, async (db) => {
      const [filed] = await fileMessages(db, integrationId, [{ ...question(), ...message }]);
      if (!filed) throw new Error("The message was not filed");
      return filed;
    });
  const emailId = `${randomUUID()}@client.test`;
  const first = await receive({ emailId });
  const conversationId = first.conversationId;
  return {
    companyId,
    employeeId,
    folderId,
    integrationId,
    conversationId,
    receive,
    answerAgain: () => receive({ emailId: `${randomUUID()}@client.test`, ancestors: [emailId] }),
    read: (id = conversationId) => readConversation(companyId, id),
    listActivities: () => listActivities(companyId),
  };
}

function question() {
  const camille = { name: "Camille Renaud", address: "camille@client.test" };
  return {
    kind: "inbound",
    source: "email",
    emailId: `${randomUUID()}@client.test`,
    contentHash: randomUUID(),
    ancestors: [],
    groupThread: false,
    receivedAt: new Date(),
    sender: camille,
    customer: { kind: "email", ...camille },
    recipients: { to: [{ name: "", address: "contact@lumen.test" }], cc: [], bcc: [] },
    subject: "Où en est ma commande 12345 ?",
    body: "Les six suspensions devaient arriver vendredi.",
    fullText: "Les six suspensions devaient arriver vendredi.",
    html: null,
    quoted: false,
    ours: false,
    origin: "person",
    answerable: true,
    because: [],
    bouncedEmailIds: [],
    bounceFailed: false,
    bounceDetail: null,
    attachments: [],
    unparsedBecause: null,
  } satisfies IncomingMessage;
}

const readConversation = (companyId: number, id: number) =>
  withCompany(companyId, async (db) => {
    const rows = await db.select().from(conversations);
    const found = rows.find((row) => row.id === id);
    if (!found) throw new Error(`Conversation ${id} is not there`);
    return found;
  });

const listActivities = (companyId: number) =>
  withCompany(companyId, (db) => db.select().from(activities).orderBy(activities.id));
