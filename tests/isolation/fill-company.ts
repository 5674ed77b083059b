import { withCompany } from "@/db/company";
import { countRefusal } from "@/db/queries/webhook-refusals";
import { words } from "@/db/schema";
import { files } from "@/lib/files/store";
import { createActivity } from "../support/factories/activity";
import { createAttachment } from "../support/factories/attachment";
import { createCallbackAttempt } from "../support/factories/callback-attempt";
import { createCompany } from "../support/factories/company";
import { createConversation } from "../support/factories/conversation";
import { createCustomer } from "../support/factories/customer";
import { createDraft } from "../support/factories/draft";
import { createFolder } from "../support/factories/folder";
import { createInboundEmail } from "../support/factories/inbound-email";
import { createInboundEvent } from "../support/factories/inbound-event";
import { createIntegration } from "../support/factories/integration";
import { createIntegrationCheck } from "../support/factories/integration-check";
import { createMailFolder } from "../support/factories/mail-folder";
import { createMessage } from "../support/factories/message";
import { createMessageReference } from "../support/factories/message-reference";
import { createRefiling } from "../support/factories/refiling";
import { createSession } from "../support/factories/session";
import { createSync } from "../support/factories/sync";
import { createUsedToken } from "../support/factories/used-token";
import { restartIds } from "./catalog";
import { fillModel } from "./fill-model";

export interface FilledCompany {
  companyId: number;
  employeeId: number;
  sessionId: string;
  /** A word that stands in everything this company wrote, and nowhere else. */
  mark: string;
  /** The id of its first row in every table. */
  id: number;
  fileKey: string;
}

/** A company with something in every table, where one number names a row of each. */
export async function fillCompany({ mark, id }: { mark: string; id: number }): Promise<FilledCompany> {
  await restartIds(id);
  const { companyId, employeeId } = await createCompany({ name: `Company ${mark}` });
  const fileKey = await files().putFile(companyId, Buffer.from(`File ${mark}`));
  const sessionId = await withCompany(companyId, async (db) => {
    const integration = await createIntegration(db, {
      address: `${mark}@company.test`,
      access: { password: mark },
    });
    const folder = await createFolder(db, { name: `Folder ${mark}` });
    const customer = await createCustomer(db, { name: `Customer ${mark}`, address: `${mark}@customer.test` });
    const conversation = await createConversation(db, {
      customerId: customer.id,
      integrationId: integration.id,
      folderId: folder.id,
      assigneeId: employeeId,
      subject: `Subject ${mark}`,
    });
    const conversationId = conversation.id;
    const written = { conversationId, integrationId: integration.id, subject: mark, body: `Text ${mark}` };
    const question = await createMessage(db, { ...written, senderName: `Camille ${mark}` });
    // Each state in which somebody might lay hands on a message.
    const ours = {
      ...written,
      kind: "outbound" as const,
      employeeId,
      sendAt: new Date(Date.now() + 3_600_000),
    };
    for (const delivery of ["queued", "failed", "unknown"] as const) {
      await createMessage(db, { ...ours, delivery, contentHash: null });
    }
    await createMessageReference(db, { messageId: question.id, emailId: `${mark}@reference.test` });
    await createAttachment(db, { name: `${mark}.pdf`, uploadedById: employeeId, fileKey });
    await createAttachment(db, { name: `${mark}.png`, messageId: question.id, type: "image/png", fileKey });
    await createDraft(db, { conversationId, employeeId, body: `Draft ${mark}` });
    await createActivity(db, {
      conversationId,
      employeeId,
      actor: "person",
      verb: "status",
      detail: { mark, before: { status: "urgent" }, after: { status: "new" } },
    });
    const mailFolder = await createMailFolder(db, { integrationId: integration.id, path: `INBOX/${mark}` });
    await createInboundEmail(db, {
      integrationId: integration.id,
      mailFolderId: mailFolder.id,
      messageId: question.id,
      outcome: "message",
    });
    await createInboundEvent(db, { integrationId: integration.id, body: Buffer.from(mark) });
    await countRefusal(db, integration.id, "forged");
    await createUsedToken(db, { integrationId: integration.id, token: mark });
    await createCallbackAttempt(db, { integrationId: integration.id, messageId: question.id, failure: mark });
    await createIntegrationCheck(db, {
      integrationId: integration.id,
      checks: [{ step: "login", outcome: "passed", detail: mark }],
    });
    const filed = {
      conversationId,
      customerId: customer.id,
      integrationId: integration.id,
      folderId: folder.id,
    };
    await fillModel(db, { mark, employeeId, messageId: question.id, ...filed });
    await createRefiling(db);
    await createSync(db, { integrationId: integration.id });
    await db.insert(words).values({ companyId, word: mark, messageCount: 1 });
    return (await createSession(db, { employeeId, userAgent: mark })).id;
  });
  return { companyId, employeeId, sessionId, mark, id, fileKey };
}
