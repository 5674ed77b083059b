import { withCompany } from "@/db/company";
import { listAttachments } from "@/db/queries/attachments";
import { listAncestors } from "@/db/queries/messages";
import type { Integration, Message } from "@/db/schema";
import { composeEmail } from "@/lib/email/smtp";
import { AppError } from "@/lib/errors";
import { files } from "@/lib/files/store";

/** The mail of one of our messages, the same bytes but for MIME boundaries each time. Refuses when a file is gone. */
export async function composeMessage(
  companyId: number,
  message: Message,
  integration: Integration,
): Promise<Buffer> {
  const [ancestors, attached] = await withCompany(companyId, (db) =>
    Promise.all([listAncestors(db, message.id), listAttachments(db, message.id)]),
  );
  const attachments = await Promise.all(
    attached.map(async ({ name, type, fileKey }) => {
      const content = await files().getFile(fileKey);
      if (!content) throw new AppError("UNAVAILABLE", "attachmentMissing", { name });
      return { name, type, content };
    }),
  );
  return composeEmail({
    emailId: message.emailId ?? "",
    inReplyTo: ancestors[0] ?? null,
    references: ancestors.toReversed(),
    date: message.sentAt,
    from: { name: message.senderName, address: integration.address },
    to: message.recipients.to,
    cc: message.recipients.cc,
    subject: message.subject,
    text: message.body,
    attachments,
    isAutomatic: message.origin === "automatic",
  });
}
