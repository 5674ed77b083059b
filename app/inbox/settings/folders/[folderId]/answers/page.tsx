import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AnswersForm } from "@/components/settings/answers-form";
import { AnswersMode } from "@/components/settings/answers-mode-chip";
import { AnswersNotices } from "@/components/settings/answers-notices";
import { SettingsPage } from "@/components/settings/settings-page";
import { withCompany } from "@/db/company";
import { findFolder } from "@/db/queries/folders-list";
import { findModelSettings } from "@/db/queries/model-settings";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { readId } from "@/lib/integrations/read-id";
import { readModelState } from "@/lib/model/model-state";
import { isRehearsed } from "@/lib/rehearsal/is-rehearsed";
import { save } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("model.answers.title") };
}

export default async function AnswersPage({
  params,
}: PageProps<"/inbox/settings/folders/[folderId]/answers">) {
  const { companyId, role } = await requireEmployee();
  if (!may(role, "folders.manage")) notFound();
  const found = await readAnswers(companyId, readId((await params).folderId));
  if (!found) notFound();
  const { folder, settings, state, isLocked } = found;
  const { t } = await getText();
  const { id, name, autoReply, replyHours, instructions, sendThreshold, followUpDays, followUpKind } = folder;
  const path = `/inbox/settings/folders/${id}`;
  const draft = {
    ...{ folderId: id, autoReply, replyHours, instructions, followUpKind },
    sendThreshold: String(sendThreshold),
    followUpDays: followUpDays === null ? "" : String(followUpDays),
  };
  return (
    <SettingsPage
      title={t("model.answers.of", { folder: name })}
      backTo={path}
      chip={<AnswersMode mode={autoReply} />}
    >
      <div className="grid max-w-180 gap-5 px-4 py-5 md:px-8">
        <AnswersNotices
          modelOff={state.because}
          isStopped={state.stopped}
          hasPrompt={(settings?.prompt ?? "").trim() !== ""}
          pulledBackBecause={folder.pulledBackAt && (folder.pulledBackBecause ?? "")}
          isStale={autoReply === "automatic" && isLocked}
        />
        <AnswersForm
          draft={draft}
          isLocked={isLocked}
          hasHours={settings?.openingHours != null}
          rehearsal={`${path}/rehearsal`}
          save={save}
        />
      </div>
    </SettingsPage>
  );
}

/** The folder, and whether it may send by itself; undefined when there is no such folder in use. */
const readAnswers = (companyId: number, folderId: number) =>
  withCompany(companyId, async (db) => {
    const folder = await findFolder(db, folderId);
    if (!folder) return undefined;
    const [settings, state] = await Promise.all([findModelSettings(db), readModelState(db)]);
    return { folder, settings, state, isLocked: !(await isRehearsed(db, folder)) };
  });
