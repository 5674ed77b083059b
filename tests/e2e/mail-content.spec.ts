import { and, eq } from "drizzle-orm";
import { withCompany } from "@/db/company";
import { messageContents } from "@/db/schema";
import { sanitizeEmailHtml } from "@/lib/email/sanitize-html";
import { expect, test } from "../support/e2e";
import { createConversation } from "../support/factories/conversation";
import { createCustomer } from "../support/factories/customer";
import { createMessage } from "../support/factories/message";
import { letter } from "../support/letter";

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

const PDF =
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n";

test("a PDF that came is looked at in place, and closed again", async ({ desk, mailbox }) => {
  const part = `Content-Type: application/pdf; name="plan.pdf"\r\nContent-Disposition: attachment; filename="plan.pdf"`;
  const body = `--cut\r\nContent-Type: text/plain\r\n\r\nLe plan.\r\n--cut\r\n${part}\r\n\r\n${PDF}\r\n--cut--`;
  const headers = { "Content-Type": 'multipart/mixed; boundary="cut"' };
  await mailbox.imap.deliver(
    letter({ id: "1@pdf.test", to: mailbox.address, subject: "Le plan", headers, text: body }),
  );
  await desk.getByRole("row", { name: /Le plan/ }).click({ timeout: 45_000 });
  const shown = desk.waitForResponse(/\/inbox\/attachments\/\d+\?inline=1/);
  await desk.getByRole("link", { name: /plan\.pdf/ }).click();
  expect((await shown).headers()).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": expect.stringMatching(/^inline;/),
  });
  const preview = desk.getByRole("dialog", { name: "plan.pdf" });
  await expect(preview.locator("iframe")).toBeVisible();
  await preview.getByRole("button", { name: "Fermer" }).click();
  await expect(preview).toBeHidden();
});
