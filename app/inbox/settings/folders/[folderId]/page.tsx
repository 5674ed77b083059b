import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { AnswersMode } from "@/components/settings/answers-mode-chip";
import { FolderArchive } from "@/components/settings/folder-archive";
import { FolderForm } from "@/components/settings/folder-form";
import { folderIconOf } from "@/components/settings/folder-icon";
import { draftOf } from "@/components/settings/rule-draft";
import { SettingsPage } from "@/components/settings/settings-page";
import { buttonClass } from "@/components/ui/button";
import { withCompany } from "@/db/company";
import { listFolders } from "@/db/queries/folders-list";
import { may } from "@/lib/auth/permissions";
import { requireEmployee, type SignedInEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { readId } from "@/lib/integrations/read-id";
import { archive, preview, save } from "../actions";
import { placeInWords } from "../place-in-words";
import { showReplay } from "../show-replay";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.pages.folders") };
}

export default async function FolderPage({ params }: PageProps<"/inbox/settings/folders/[folderId]">) {
  const employee = await requireEmployee();
  if (!may(employee.role, "folders.manage")) notFound();
  const found = await readFolder(employee, readId((await params).folderId));
  if (!found) notFound();
  const { folder, place, replay } = found;
  const { t } = await getText();
  const draft = {
    folderId: folder.id,
    name: folder.name,
    icon: folderIconOf(folder.icon),
    description: folder.description,
    rule: folder.rule && draftOf(folder.rule),
  };
  return (
    <SettingsPage
      title={folder.name}
      backTo="/inbox/settings/folders"
      chip={<AnswersMode mode={folder.autoReply} />}
      actions={
        <Link href={`/inbox/settings/folders/${folder.id}/answers`} className={buttonClass({})}>
          {t("model.answers.open")}
        </Link>
      }
    >
      <FolderForm
        draft={draft}
        place={placeInWords(place, t)}
        firstReplay={replay}
        preview={preview}
        save={save}
      >
        <FolderArchive folderId={folder.id} name={folder.name} archive={archive} />
      </FolderForm>
    </SettingsPage>
  );
}

/** The folder, its place in the order and what its rule does; undefined when there is no such folder in use. */
function readFolder(employee: SignedInEmployee, id: number) {
  return withCompany(employee.companyId, async (db) => {
    const folders = await listFolders(db);
    const index = folders.findIndex((folder) => folder.id === id);
    const folder = folders[index];
    if (!folder) return undefined;
    const { name, rule } = folder;
    const replay = rule ? await showReplay(db, { folderId: id, name, rule, employee }) : undefined;
    return { folder, place: { position: index + 1, count: folders.length }, replay };
  });
}
