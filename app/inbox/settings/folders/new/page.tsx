import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FolderForm } from "@/components/settings/folder-form";
import { draftOf } from "@/components/settings/rule-draft";
import { SettingsPage } from "@/components/settings/settings-page";
import { withCompany } from "@/db/company";
import { listFolders } from "@/db/queries/folders-list";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { preview, save } from "../actions";
import { placeInWords } from "../place-in-words";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.folders.new") };
}

const FIRST_RULE = {
  match: "any" as const,
  parts: [{ field: "subject" as const, operator: "contains" as const, value: "" }],
};

export default async function NewFolderPage() {
  const { companyId, role } = await requireEmployee();
  if (!may(role, "folders.manage")) notFound();
  const folders = await withCompany(companyId, listFolders);
  const { t } = await getText();
  const count = folders.length + 1;
  const draft = {
    folderId: null,
    name: "",
    icon: "folder" as const,
    description: "",
    rule: draftOf(FIRST_RULE, "new"),
  };
  return (
    <SettingsPage title={t("settings.folders.new")} backTo="/inbox/settings/folders">
      <FolderForm
        draft={draft}
        place={placeInWords({ position: count, count }, t)}
        preview={preview}
        save={save}
      />
    </SettingsPage>
  );
}
