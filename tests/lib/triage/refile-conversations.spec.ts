import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { archiveFolder, reorderFolders, updateFolder } from "@/db/queries/folders-list";
import { findNewestRefiling, getRefiling, startRefiling } from "@/db/queries/refilings";
import { conversations } from "@/db/schema";
import { refileConversations, refileUnfiled } from "@/lib/triage/refile-conversations";
import { saveFolder } from "@/lib/triage/save-folder";
import { triageMessages } from "@/lib/triage/triage-messages";
import { addFolder, contains, createMailCompany, type MailCompany, receiveMails } from "./mail-company";

const many = (count: number, subject: string) => Array.from({ length: count }, () => ({ subject }));

const start = ({ companyId }: MailCompany) => withCompany(companyId, startRefiling);

async function refile(company: MailCompany) {
  const refilingId = await start(company);
  while (await refileConversations(company.companyId, refilingId));
  return withCompany(company.companyId, (db) => getRefiling(db, refilingId));
}

const inFolder = ({ companyId }: MailCompany, folderId: number) =>
  withCompany(companyId, (db) =>
    db.$count(
      conversations,
      and(eq(conversations.companyId, companyId), eq(conversations.folderId, folderId)),
    ),
  );

test("new rules file what was received before, page by page, with progress", async () => {
  const company = await createMailCompany();
  await receiveMails(company, [...many(150, "RDV"), ...many(2200, "Autre")]);
  const folderId = await addFolder(company, "Rendez-vous", contains("subject", "rdv"));

  const refilingId = await start(company);
  expect(await refileConversations(company.companyId, refilingId)).toBe(true);
  const halfway = await withCompany(company.companyId, (db) => getRefiling(db, refilingId));
  expect(halfway).toMatchObject({ seen: 2000, total: 2350, finishedAt: null });

  expect(await refileConversations(company.companyId, refilingId)).toBe(false);
  const over = await withCompany(company.companyId, findNewestRefiling);
  expect(over).toMatchObject({ id: refilingId, seen: 2350, moved: 150, total: 2350 });
  expect(over?.finishedAt).toBeInstanceOf(Date);
  expect(await inFolder(company, folderId)).toBe(150);
});

test("two that go on with it at once, or again after the end, count nothing twice", async () => {
  const company = await createMailCompany();
  await receiveMails(company, many(450, "RDV"));
  await addFolder(company, "Rendez-vous", contains("subject", "rdv"));
  const refilingId = await start(company);

  await Promise.all([1, 2, 3].map(() => refileConversations(company.companyId, refilingId)));
  expect(await refileConversations(company.companyId, refilingId)).toBe(false);

  const refiling = await withCompany(company.companyId, (db) => getRefiling(db, refilingId));
  expect(refiling).toMatchObject({ seen: 450, moved: 450 });
});

test("a refiling that newer rules overtook stops, and stays stopped", async () => {
  const company = await createMailCompany();
  await receiveMails(company, many(250, "RDV"));
  const old = await start(company);
  const newer = await start(company);

  expect(await refileConversations(company.companyId, old)).toBe(false);

  const [first, second] = await withCompany(company.companyId, async (db) => [
    await getRefiling(db, old),
    await getRefiling(db, newer),
  ]);
  expect(first).toMatchObject({ seen: 0, finishedAt: expect.any(Date) });
  expect(second).toMatchObject({ seen: 0, finishedAt: null });
});

test("conversations a person filed are never moved", async () => {
  const company = await createMailCompany();
  const [kept, moved] = await receiveMails(company, many(2, "RDV"));
  const support = await addFolder(company, "Support", null);
  await withCompany(company.companyId, (db) =>
    db
      .update(conversations)
      .set({ folderId: support, filedBy: "person" })
      .where(and(eq(conversations.companyId, db.companyId), eq(conversations.id, kept?.conversationId ?? 0))),
  );
  const folderId = await addFolder(company, "Rendez-vous", contains("subject", "rdv"));

  expect(await refile(company)).toMatchObject({ moved: 1 });
  expect(await inFolder(company, support)).toBe(1);
  expect(await inFolder(company, folderId)).toBe(1);
  expect(moved).toBeDefined();
});

test("the order decides: a folder moved up takes what both want", async () => {
  const company = await createMailCompany();
  const first = await addFolder(company, "Rendez-vous", contains("subject", "rdv"));
  const second = await addFolder(company, "Samedi", contains("subject", "samedi"));
  const filed = await receiveMails(company, [{ subject: "RDV samedi" }]);
  await triageMessages(company.companyId, [filed[0]?.messageId ?? 0]);
  expect(await inFolder(company, first)).toBe(1);

  await withCompany(company.companyId, (db) => reorderFolders(db, [second, first]));
  expect(await refile(company)).toMatchObject({ moved: 1 });
  expect(await inFolder(company, second)).toBe(1);
});

test("a rule that no longer fits lets go, and a rule put otherwise renews the reason", async () => {
  const company = await createMailCompany();
  const folderId = await addFolder(company, "Rendez-vous", contains("subject", "rdv"));
  await receiveMails(company, [{ subject: "RDV samedi" }]);
  await refile(company);

  const change = (value: string) =>
    withCompany(company.companyId, (db) =>
      saveFolder(db, { folderId, name: "Rendez-vous", icon: "folder", rule: contains("subject", value) }),
    );
  expect(await change("rdv")).toBe(false);
  expect(await change("samedi")).toBe(true);
  expect(await refile(company)).toMatchObject({ seen: 1, moved: 0 });
  const [conversation] = await withCompany(company.companyId, (db) => db.select().from(conversations));
  expect(conversation?.filing?.evidence?.[0]).toMatchObject({ value: "samedi", found: "samedi" });

  await change("dimanche");
  expect(await refile(company)).toMatchObject({ moved: 1 });
  expect(await inFolder(company, folderId)).toBe(0);
});

test("the conversations of a folder that is removed go where the other rules say", async () => {
  const company = await createMailCompany();
  const gone = await addFolder(company, "Rendez-vous", contains("subject", "rdv"));
  const other = await addFolder(company, "Samedi", contains("subject", "samedi"));
  await receiveMails(company, [{ subject: "RDV samedi" }, { subject: "RDV lundi" }]);
  await refile(company);
  expect(await inFolder(company, gone)).toBe(2);

  expect(await withCompany(company.companyId, (db) => archiveFolder(db, gone))).toBe(true);
  expect(await withCompany(company.companyId, (db) => archiveFolder(db, gone))).toBe(false);
  await refile(company);

  expect(await inFolder(company, gone)).toBe(0);
  expect(await inFolder(company, other)).toBe(1);
});

test("a sync files again what has no folder, and only that", async () => {
  const company = await createMailCompany();
  const first = await addFolder(company, "Rendez-vous", contains("subject", "rdv"));
  await receiveMails(company, [
    { subject: "RDV" },
    { subject: "Devis" },
    { subject: "Devis ancien", daysAgo: 200 },
  ]);
  await refile(company);
  await withCompany(company.companyId, (db) =>
    updateFolder(db, first, { name: "Devis", icon: "folder", rule: contains("subject", "devis") }),
  );

  expect(await refileUnfiled(company.companyId)).toBe(1);
  expect(await inFolder(company, first)).toBe(2);
});
