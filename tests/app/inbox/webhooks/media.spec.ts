import { expect, test } from "vitest";
import { GET } from "@/app/inbox/webhooks/media/[token]/route";
import { withCompany } from "@/db/company";
import { makeMediaLink } from "@/lib/files/media-link";
import { files } from "@/lib/files/store";
import { createAttachment } from "@/tests/support/factories/attachment";
import { createCompany } from "@/tests/support/factories/company";
import { createConversation } from "@/tests/support/factories/conversation";
import { createMessage } from "@/tests/support/factories/message";

const fetchLink = (link: string) => {
  const token = link.split("/").at(-1) ?? "";
  return GET(new Request(link), { params: Promise.resolve({ token }) });
};

async function attach(kind: "inbound" | "outbound") {
  const { companyId } = await createCompany();
  const fileKey = await files().putFile(companyId, Buffer.from("%PDF-1.4"));
  const { id } = await withCompany(companyId, async (db) => {
    const { id: conversationId } = await createConversation(db);
    const { id: messageId } = await createMessage(db, { conversationId, kind });
    return createAttachment(db, { messageId, name: "devis.pdf", type: "application/pdf", fileKey });
  });
  return { companyId, id };
}

test("a provider fetches an answer's file by its address alone", async () => {
  const { companyId, id } = await attach("outbound");
  const answer = await fetchLink(makeMediaLink(companyId, id));
  expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
    200,
    "application/pdf",
    "%PDF-1.4",
  ]);
});

test("an address that was changed, is too old, or names a customer's file opens nothing", async () => {
  const { companyId, id } = await attach("outbound");
  const other = await attach("inbound");
  const link = makeMediaLink(companyId, id);
  const hourAgo = new Date(Date.now() - 3_601_000);
  const links = [
    link.replace(`/${companyId}.`, `/${companyId + 1}.`),
    link.replace(`.${id}.`, `.${id + 1}.`),
    `${link.slice(0, -1)}${link.endsWith("A") ? "B" : "A"}`,
    makeMediaLink(companyId, id, hourAgo),
    makeMediaLink(other.companyId, other.id),
    makeMediaLink(other.companyId, id),
    "http://localhost:3000/inbox/webhooks/media/x",
  ];
  for (const wrong of links) expect((await fetchLink(wrong)).status).toBe(404);
});
