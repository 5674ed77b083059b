import { Folder } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { FolderList } from "@/components/settings/folder-list";
import { PulledBack } from "@/components/settings/pulled-back";
import { RefilingProgress } from "@/components/settings/refiling-progress";
import { SettingsPage } from "@/components/settings/settings-page";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { withCompany } from "@/db/company";
import { listFolders } from "@/db/queries/folders-list";
import { findNewestRefiling, type Refiling } from "@/db/queries/refilings";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { reorder } from "./actions";
import { ruleInWords } from "./rule-in-words";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.pages.folders") };
}

export default async function FoldersPage() {
  const { companyId, role } = await requireEmployee();
  const [folders, refiling] = await withCompany(companyId, (db) =>
    Promise.all([listFolders(db), findNewestRefiling(db)]),
  );
  const { t } = await getText();
  const rows = folders.map(({ id, name, icon, rule, autoReply: mode }) => ({
    ...{ id, name, icon, mode },
    rule: rule ? t("settings.folders.if", { rule: ruleInWords(rule, t) }) : "",
  }));
  const add = may(role, "folders.manage") && (
    <Link href="/inbox/settings/folders/new" className={buttonClass({ look: "primary" })}>
      {t("settings.folders.new")}
    </Link>
  );
  return (
    <SettingsPage
      title={t("settings.pages.folders")}
      hint={t("settings.folders.hint")}
      actions={rows.length > 0 && add}
    >
      <div className="grid max-w-200 gap-4 px-4 py-4 md:px-8">
        {may(role, "folders.manage") && <PulledBack folders={folders} />}
        {isShown(refiling) && <RefilingProgress refiling={progressOf(refiling)} />}
        {rows.length > 0 ? (
          <FolderList folders={rows} reorder={may(role, "folders.manage") ? reorder : undefined} />
        ) : (
          <EmptyState
            icon={<Folder aria-hidden />}
            title={t("settings.folders.empty")}
            hint={t("settings.folders.emptyHint")}
            action={add}
          />
        )}
      </div>
    </SettingsPage>
  );
}

const progressOf = ({ seen, total, moved, finishedAt }: Refiling) => ({
  ...{ seen, total, moved },
  isRunning: finishedAt === null,
});

const SHOWN_AFTER_MS = 10 * 60_000;

/** While it runs, and for ten minutes after. */
const isShown = (refiling: Refiling | undefined): refiling is Refiling =>
  refiling !== undefined &&
  (refiling.finishedAt === null || Date.now() - refiling.finishedAt.getTime() < SHOWN_AFTER_MS);
