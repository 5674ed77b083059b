import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { archiveFolder, listFolders } from "@/db/queries/folders-list";
import { saveFolder } from "@/lib/triage/save-folder";
import { addFolder, contains, createMailCompany, type MailCompany } from "./mail-company";

const save = ({ companyId }: MailCompany, folder: Partial<Parameters<typeof saveFolder>[1]>) =>
  withCompany(companyId, (db) =>
    saveFolder(db, { folderId: null, name: "Rendez-vous", icon: "folder", rule: null, ...folder }),
  );

const names = ({ companyId }: MailCompany) =>
  withCompany(companyId, async (db) => (await listFolders(db)).map((folder) => folder.name));

test("a new folder comes last, and only a rule asks for filing again", async () => {
  const company = await createMailCompany();
  expect(await save(company, { name: "À la main" })).toBe(false);
  expect(await save(company, { name: "Devis", rule: contains("subject", "devis") })).toBe(true);
  expect(await names(company)).toEqual(["À la main", "Devis"]);
});

test("a new name or icon files nothing again, a rule taken away does", async () => {
  const company = await createMailCompany();
  const rule = contains("subject", "devis");
  const folderId = await addFolder(company, "Devis", rule);
  expect(await save(company, { folderId, name: "Devis pro", icon: "package", rule })).toBe(false);
  expect(await save(company, { folderId, name: "Devis pro", rule: null })).toBe(true);
});

test("two folders never share a name, until one is removed", async () => {
  const company = await createMailCompany();
  const folderId = await addFolder(company, "Devis", null);
  await expect(save(company, { name: "DEVIS" })).rejects.toMatchObject({ message: "folderNameTaken" });
  expect(await save(company, { folderId, name: "devis" })).toBe(false);

  await withCompany(company.companyId, (db) => archiveFolder(db, folderId));
  expect(await save(company, { name: "Devis" })).toBe(false);
  await expect(save(company, { folderId, name: "Autre" })).rejects.toMatchObject({ message: "folderGone" });
});

test("a folder of another company is not there", async () => {
  const [ours, theirs] = [await createMailCompany(), await createMailCompany()];
  const folderId = await addFolder(theirs, "Devis", null);
  await expect(save(ours, { folderId, name: "Pris" })).rejects.toMatchObject({ message: "folderGone" });
  expect(await names(theirs)).toEqual(["Devis"]);
});
