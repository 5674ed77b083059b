import { and, eq } from "drizzle-orm";
import { withCompany } from "@/db/company";
import { messageContents } from "@/db/schema";
import { sanitizeEmailHtml } from "@/lib/email/sanitize-html";
import { expect, test } from "../support/e2e";
import { createConversation } from "../support/factories/conversation";
import { createCustomer } from "../support/factories/customer";
import { createMessage } from "../support/factories/message";

const HTML = `<p style="color:#333">Voici la lampe.</p><img src="https://tracker.example/p.gif" width="200" height="80">`;

test("a mail's HTML keeps its strict policy on the way to the browser, and asks for no image from outside", async ({
  desk,
  company: { companyId },
  mailbox,
}) => {
  const messageId = await withCompany(companyId, async (db) => {
    const customer = await createCustomer(db);
    const conversation = await createConversation(db, {
      customerId: customer.id,
      integrationId: mailbox.integrationId,
    });
    const message = await createMessage(db, { conversationId: conversation.id, html: true });
    await db
      .update(messageContents)
      .set({ html: sanitizeEmailHtml(HTML) })
      .where(and(eq(messageContents.companyId, companyId), eq(messageContents.messageId, message.id)));
    return message.id;
  });
  const asked: string[] = [];
  desk.on("request", (request) => asked.push(request.url()));
  const response = await desk.goto(`/inbox/messages/${messageId}/html`);
  expect(response?.headers()["content-security-policy"]).toMatch(
    /^default-src 'none'.*sandbox allow-same-origin/,
  );
  await expect(desk.getByText("Voici la lampe.")).toBeVisible();
  expect(
    asked.filter((url) => !url.startsWith(new URL(desk.url()).origin) && !url.startsWith("data:")),
  ).toEqual([]);
});
