import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { findNewestRefiling } from "@/db/queries/refilings";
import { conversations } from "@/db/schema";
import { previewRule } from "@/lib/triage/preview-rule";
import { triageMessages } from "@/lib/triage/triage-messages";
import { addFolder, contains, createMailCompany, receiveMails } from "./mail-company";

test("a new folder's rule is shown with what it would have moved in 90 days, and nothing moves", async () => {
  const company = await createMailCompany();
  const [recent] = await receiveMails(company, [
    { subject: "RDV samedi", name: "Claire Noël", daysAgo: 2 },
    { subject: "Question", daysAgo: 20 },
    { subject: "RDV d’avant", daysAgo: 100 },
    { subject: "RDV à saisir", origin: "newsletter" },
  ]);

  const preview = await withCompany(company.companyId, (db) =>
    previewRule(db, { folderId: null, rule: contains("subject", "rdv") }),
  );

  expect(preview).toMatchObject({ seen: 2, matched: 1, moved: 1, unfiled: 1, kept: 0, partial: false });
  expect(preview.moves).toMatchObject([
    {
      conversationId: recent?.conversationId,
      customerName: "Claire Noël",
      fromFolderId: null,
      toFolderId: -1,
      found: "RDV",
    },
  ]);
  expect(preview.weeks).toHaveLength(13);
  expect(preview.weeks.at(-1)?.matched).toBe(1);
  const rows = await withCompany(company.companyId, (db) => db.select().from(conversations));
  expect(rows.every((row) => row.folderId === null)).toBe(true);
  expect(await withCompany(company.companyId, findNewestRefiling)).toBeUndefined();
});

test("a changed rule shows what comes, what goes, and what a person keeps elsewhere", async () => {
  const company = await createMailCompany();
  const folderId = await addFolder(company, "Rendez-vous", contains("subject", "rdv"));
  const support = await addFolder(company, "Support", null);
  const filed = await receiveMails(company, [
    { subject: "RDV lundi" },
    { subject: "Visite samedi" },
    { subject: "Visite à la main" },
  ]);
  const ids = filed.map((one) => one.conversationId);
  await triageMessages(
    company.companyId,
    filed.map((one) => one.messageId),
  );
  await withCompany(company.companyId, (db) =>
    db
      .update(conversations)
      .set({ folderId: support, filedBy: "person" })
      .where(and(eq(conversations.companyId, db.companyId), eq(conversations.id, ids[2] ?? 0))),
  );

  const preview = await withCompany(company.companyId, (db) =>
    previewRule(db, { folderId, rule: contains("subject", "visite") }),
  );

  expect(preview).toMatchObject({ seen: 3, matched: 2, moved: 2, unfiled: 1, kept: 1 });
  expect(
    preview.moves.map(({ conversationId, fromFolderId, toFolderId }) => [
      conversationId,
      fromFolderId,
      toFolderId,
    ]),
  ).toEqual(
    expect.arrayContaining([
      [ids[0], folderId, null],
      [ids[1], null, folderId],
    ]),
  );
  expect(preview.keeps).toMatchObject([{ conversationId: ids[2], fromFolderId: support }]);
});

test("an earlier folder keeps what it decides first", async () => {
  const company = await createMailCompany();
  const plain = await addFolder(company, "Sans règle", null);
  const early = await addFolder(company, "Samedi", contains("subject", "samedi"));
  await receiveMails(company, [{ subject: "RDV samedi" }]);
  const ask = (folderId: number | null) =>
    withCompany(company.companyId, (db) => previewRule(db, { folderId, rule: contains("subject", "rdv") }));

  expect((await ask(null)).moves).toMatchObject([{ toFolderId: early }]);
  expect((await ask(plain)).moves).toMatchObject([{ toFolderId: plain }]);
});
