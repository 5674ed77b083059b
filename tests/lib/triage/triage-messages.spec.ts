import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { findConversation } from "@/db/queries/conversations";
import { activities, conversations } from "@/db/schema";
import { triageMessages } from "@/lib/triage/triage-messages";
import { addFolder, contains, createMailCompany, type MailCompany, receiveMails } from "./mail-company";

const read = ({ companyId }: MailCompany, id: number) =>
  withCompany(companyId, (db) => findConversation(db, id));

const triage = ({ companyId }: MailCompany, filed: { messageId: number }[]) =>
  triageMessages(
    companyId,
    filed.map((one) => one.messageId),
  );

test("a new message is filed once, with the rule and the words that decided", async () => {
  const company = await createMailCompany();
  const folderId = await addFolder(company, "Rendez-vous", contains("subject", "rdv"));
  const filed = await receiveMails(company, [{ subject: "RDV samedi ?" }, { subject: "Merci" }]);

  expect(await triage(company, filed)).toBe(1);
  expect(await triage(company, filed)).toBe(0);

  expect(await read(company, filed[0]?.conversationId ?? 0)).toMatchObject({
    folderId,
    filedBy: "rule",
    filing: {
      folderName: "Rendez-vous",
      evidence: [{ field: "subject", operator: "contains", value: "rdv", found: "RDV" }],
    },
  });
  expect(await read(company, filed[1]?.conversationId ?? 0)).toMatchObject({ folderId: null, filedBy: null });
  const logged = await withCompany(company.companyId, (db) =>
    db.select().from(activities).where(eq(activities.verb, "filed")),
  );
  expect(logged).toHaveLength(1);
});

test("what a person filed, what is filed already and newsletters stay where they are", async () => {
  const company = await createMailCompany();
  const other = await addFolder(company, "Support", null);
  await addFolder(company, "Rendez-vous", contains("subject", "rdv"));
  const filed = await receiveMails(company, [
    { subject: "RDV d’abord" },
    { subject: "RDV ensuite" },
    { subject: "RDV à ne pas manquer", origin: "newsletter" },
  ]);
  const [moved, cleared, newsletter] = filed.map((one) => one.conversationId);
  await withCompany(company.companyId, async (db) => {
    const is = (id = 0) => and(eq(conversations.companyId, db.companyId), eq(conversations.id, id));
    await db.update(conversations).set({ folderId: other, filedBy: "person" }).where(is(moved));
    await db.update(conversations).set({ folderId: null, filedBy: "person" }).where(is(cleared));
  });

  expect(await triage(company, filed)).toBe(0);

  expect(await read(company, moved ?? 0)).toMatchObject({ folderId: other, filedBy: "person" });
  expect(await read(company, cleared ?? 0)).toMatchObject({ folderId: null, filedBy: "person" });
  expect(await read(company, newsletter ?? 0)).toMatchObject({ folderId: null, filedBy: "newsletter" });
});

test("a later message files a conversation that the first one did not", async () => {
  const company = await createMailCompany();
  const folderId = await addFolder(company, "Factures", {
    match: "all",
    parts: [{ field: "attachment", operator: "contains", value: "facture" }],
  });
  const from = "claire@client.com";
  const first = await receiveMails(company, [{ from, emailId: "<a@client.com>" }]);
  await triage(company, first);
  const second = await receiveMails(company, [
    { from, answers: "<a@client.com>", attachment: "Facture 12.pdf" },
  ]);

  expect(second[0]?.conversationId).toBe(first[0]?.conversationId);
  expect(await triage(company, second)).toBe(1);
  expect(await read(company, first[0]?.conversationId ?? 0)).toMatchObject({
    folderId,
    filing: { evidence: [{ found: "Facture 12.pdf" }] },
  });
});
