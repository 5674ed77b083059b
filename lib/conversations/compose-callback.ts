import { withCompany } from "@/db/company";
import { listAttachments } from "@/db/queries/attachments";
import { findAnsweredMessage, listAncestors } from "@/db/queries/messages";
import type { Integration, Message } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { files } from "@/lib/files/store";
import { listSecrets, readWebhookAccess } from "@/lib/integrations/webhook-access";
import type { Callback } from "@/lib/webhooks/post-callback";
import { CALLBACK_FILES_AT_MOST } from "./view/media-limits";

/** An answer as a custom webhook's callback gets it: the same at every attempt. Refuses when there is no callback. */
export async function composeCallback(
  companyId: number,
  message: Message,
  integration: Integration,
): Promise<Callback> {
  const access = readWebhookAccess(integration);
  if (!access.callbackUrl) throw new AppError("CONFLICT", "webhookWithoutCallback");
  const { answered, thread, attached } = await withCompany(companyId, async (db) => {
    const answered = await findAnsweredMessage(db, message.conversationId);
    const [ancestors, attached] = await Promise.all([
      answered ? listAncestors(db, answered.id) : [],
      listAttachments(db, message.id),
    ]);
    return { answered, attached, thread: threadOf(integration.id, ancestors) };
  });
  const id = callbackId(companyId, message.id);
  const data = {
    id,
    conversation_id: message.conversationId,
    thread_id: thread,
    in_reply_to: answered?.kind === "inbound" ? answered.externalId : null,
    to: message.recipients.to[0] ?? null,
    author: { name: message.senderName },
    subject: message.subject,
    text: message.body,
    attachments: await readFiles(attached),
  };
  const payload = { type: "message.sent", timestamp: message.sentAt.toISOString(), data };
  return { url: access.callbackUrl, id, payload, signing: access.signing, secrets: listSecrets(access) };
}

/** What the other end knows an answer by. Standard Webhooks allow no "." in it. */
const callbackId = (companyId: number, messageId: number): string => `msg_${companyId}_${messageId}`;

function threadOf(integrationId: number, ancestors: string[]): string | null {
  const prefix = `thread:${integrationId}:`;
  return ancestors.find((ancestor) => ancestor.startsWith(prefix))?.slice(prefix.length) ?? null;
}

type Attached = Awaited<ReturnType<typeof listAttachments>>;

async function readFiles(attached: Attached) {
  const bytes = attached.reduce((sum, { size }) => sum + size, 0);
  if (bytes > CALLBACK_FILES_AT_MOST) {
    throw new AppError("INVALID", "uploadsTooLarge", { megabytes: CALLBACK_FILES_AT_MOST / 1024 / 1024 });
  }
  return Promise.all(
    attached.map(async ({ name, type, size, fileKey }) => {
      const content = await files().getFile(fileKey);
      if (!content) throw new AppError("UNAVAILABLE", "attachmentMissing", { name });
      return { name, type, size, content: content.toString("base64") };
    }),
  );
}
