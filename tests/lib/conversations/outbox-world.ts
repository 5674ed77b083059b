import { afterAll } from "vitest";
import { withCompany } from "@/db/company";
import { findMessage } from "@/db/queries/messages";
import { conversations, type Message, messages } from "@/db/schema";
import { cancelReply } from "@/lib/conversations/cancel-reply";
import { deliverMessage } from "@/lib/conversations/deliver-message";
import { queueReply, type Reply } from "@/lib/conversations/queue-reply";
import { closeParsers } from "@/lib/email/parser-pool";
import { collectEmails } from "@/lib/intake/collect-emails";
import { receiveEmails } from "@/lib/intake/receive-emails";
import { connectMailbox } from "@/lib/integrations/connect-mailbox";
import type { NewMailbox } from "@/lib/integrations/mailbox-input";
import { createCompany } from "../../support/factories/company";
import { startImapServer } from "../../support/imap-server";
import { startSmtpServer } from "../../support/smtp-server";

export const camille = { name: "Camille Renaud", address: "camille@client.test" };

const QUESTION = `From: Camille Renaud <camille@client.test>
To: support@atelier.test
Subject: =?utf-8?Q?O=C3=B9_en_est_ma_commande_=3F?=
Message-ID: <question@client.test>
In-Reply-To: <quote@client.test>
References: <first@client.test> <quote@client.test>
Content-Type: text/plain; charset=utf-8

Bonjour, elle devait arriver vendredi.
`;

/** A company whose mailbox really speaks IMAP and SMTP, and in it a conversation that Camille began by mail. */
export async function openMailbox(changed: Partial<NewMailbox> = {}) {
  const [imap, smtp] = [await startImapServer(), await startSmtpServer()];
  afterAll(async () => {
    await Promise.all([imap.close(), smtp.close(), closeParsers()]);
  });
  const { companyId, employeeId } = await createCompany({ name: "Atelier Lumen" });
  const integrationId = await withCompany(companyId, (db) =>
    connectMailbox(db, {
      address: "support@atelier.test",
      username: "support@atelier.test",
      password: "secret",
      imapHost: imap.host,
      imapPort: imap.port,
      imapTls: "none",
      smtpHost: smtp.host,
      smtpPort: smtp.port,
      smtpTls: "none",
      savesSent: false,
      sinceDays: 1,
      ...changed,
    }),
  );
  const sync = async () => {
    await collectEmails(companyId, integrationId);
    await receiveEmails(companyId, integrationId);
  };
  await imap.deliver(QUESTION);
  await sync();
  const listMessages = () => withCompany(companyId, (db) => db.select().from(messages).orderBy(messages.id));
  const listConversations = () =>
    withCompany(companyId, (db) => db.select().from(conversations).orderBy(conversations.id));
  const [question] = await listMessages();
  if (!question) throw new Error("The question did not arrive");
  const { conversationId } = question;

  const answer = (reply: Partial<Reply> = {}) => ({
    conversationId,
    employeeId,
    text: "Elle part demain.",
    to: [camille],
    cc: [],
    bcc: [],
    attachmentIds: [],
    undoSeconds: 0,
    ...reply,
  });
  const queue = (reply: Partial<Reply> = {}) => withCompany(companyId, (db) => queueReply(db, answer(reply)));
  const read = async (id: number): Promise<Message> => {
    const message = await withCompany(companyId, (db) => findMessage(db, id));
    if (!message) throw new Error(`Message ${id} is not there`);
    return message;
  };
  return {
    imap,
    smtp,
    companyId,
    employeeId,
    integrationId,
    conversationId,
    sync,
    listMessages,
    listConversations,
    answer,
    queue,
    read,
    deliver: (messageId: number) => deliverMessage(companyId, messageId),
    cancel: (messageId: number) => withCompany(companyId, (db) => cancelReply(db, { messageId, employeeId })),
    /** Makes a transmission look as if it had begun so many minutes ago. */
    age: (id: number, minutes: number) =>
      withCompany(companyId, (db) =>
        db.execute(
          `update messages set delivery_started_at = now() - interval '${minutes} minutes' where id = ${id}`,
        ),
      ),
  };
}

/** The value of a header, unfolded; undefined when it is not there. */
export function headerOf(raw: Buffer, name: string): string | undefined {
  const [head = ""] = raw.toString("latin1").split("\r\n\r\n");
  const unfolded = head.replace(/\r\n[ \t]+/g, " ");
  return unfolded.match(new RegExp(`^${name}: (.*)$`, "im"))?.[1];
}
