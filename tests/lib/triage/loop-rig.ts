import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { getMessage } from "@/db/queries/messages";
import { findOpenProposal, settleProposal } from "@/db/queries/proposals";
import { conversations, messages } from "@/db/schema";
import { deliverMessage } from "@/lib/conversations/deliver-message";
import { receiveEmails } from "@/lib/intake/receive-emails";
import { decideReply } from "@/lib/triage/decide-reply";
import { sendProposal } from "@/lib/triage/send-proposed-reply";
import { createInboundEmail } from "@/tests/support/factories/inbound-email";
import { createMailFolder } from "@/tests/support/factories/mail-folder";
import type { SmtpServer } from "@/tests/support/smtp-server";
import { openReplyWorld } from "./reply-world";

/** What its mail server writes above a mail whose sender it has checked. */
const checked = (raw: string, domain: string) =>
  `Authentication-Results: mx.house.test; dmarc=pass header.from=${domain}\r\nReceived: from mx.${domain} by mx.house.test; Wed, 25 Nov 2026 08:00:00 +0000\r\n${raw}`;

/**
 * A company that answers whatever it may by itself: mails come in as its server gives them, and leave over real SMTP. Only
 * the model is left out.
 */
export async function openAnsweringCompany(smtp: SmtpServer, address: string) {
  const access = {
    ...{ smtpHost: smtp.host, smtpPort: smtp.port, smtpTls: "none" as const },
    ...{ username: smtp.username, password: smtp.password },
  };
  const world = await openReplyWorld({ access, address });
  const { companyId, within, integration, folderId } = world;
  const mailFolder = await within((db) => createMailFolder(db, { integrationId: integration.id }));
  let received = 0;

  /** Takes a mail in, and gives what is sent because of it. */
  async function take(raw: string, domain: string): Promise<string | undefined> {
    const bytes = Buffer.from(checked(raw, domain));
    const kept = { raw: gzipSync(bytes), size: bytes.length, receivedAt: new Date() };
    await within((db) =>
      createInboundEmail(db, { integrationId: integration.id, mailFolderId: mailFolder.id, ...kept }),
    );
    received += 1;
    const { messageIds } = await receiveEmails(companyId, integration.id);
    for (const messageId of messageIds) {
      const sent = await answer(messageId);
      if (sent) return sent;
    }
    return undefined;
  }

  async function answer(messageId: number): Promise<string | undefined> {
    await within(async (db) => {
      const { conversationId } = await getMessage(db, messageId);
      const filed = { folderId, filedBy: "rule" as const };
      await db.update(conversations).set(filed).where(eq(conversations.id, conversationId));
    });
    const { drafts, sends } = await decideReply(companyId, messageId);
    if (!drafts || !sends) return undefined;
    const message = await within(async (db) => {
      const message = await getMessage(db, messageId);
      const open = await findOpenProposal(db, message.conversationId);
      if (open) await settleProposal(db, open.id, { outcome: "stale" });
      return message;
    });
    const queued = await sendProposal(companyId, await world.propose(message));
    if (!queued) return undefined;
    await world.wait(queued.messageId);
    const before = smtp.emails.length;
    const { delivery } = await deliverMessage(companyId, queued.messageId);
    return delivery === "sent" ? smtp.emails[before]?.raw.toString("utf8") : undefined;
  }

  const countInbound = () => within((db) => db.$count(messages, eq(messages.kind, "inbound")));
  return { ...world, address, take, countInbound, countReceived: () => received };
}

/** A mail as a program that says nothing of itself would write it. */
export function plainMail(written: {
  from: string;
  to: string;
  subject: string;
  text: string;
  headers?: string[];
}): string {
  const id = `${Math.random().toString(36).slice(2)}@${written.from.split("@")[1]}`;
  return [
    `From: ${written.from}`,
    `To: ${written.to}`,
    `Subject: ${written.subject}`,
    `Message-ID: <${id}>`,
    "Date: Wed, 25 Nov 2026 08:00:00 +0000",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    ...(written.headers ?? []),
    "",
    written.text,
  ].join("\r\n");
}
