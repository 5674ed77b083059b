import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { RehearsalAccept } from "@/components/settings/rehearsal-accept";
import { RehearsalCase } from "@/components/settings/rehearsal-case";
import { RehearsalModes } from "@/components/settings/rehearsal-modes";
import { RehearsalProgress } from "@/components/settings/rehearsal-progress";
import { RehearsalStart } from "@/components/settings/rehearsal-start";
import { RehearsalSummary } from "@/components/settings/rehearsal-summary";
import { SettingsPage } from "@/components/settings/settings-page";
import { buttonClass } from "@/components/ui/button";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { readId } from "@/lib/integrations/read-id";
import { accept, judge, start } from "./actions";
import { readRehearsal } from "./read-rehearsal";

type RehearsalPageProps = PageProps<"/inbox/settings/folders/[folderId]/rehearsal">;

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("model.rehearsal.title") };
}

export default async function RehearsalPage({ params, searchParams }: RehearsalPageProps) {
  const { companyId, role } = await requireEmployee();
  if (!may(role, "folders.manage")) notFound();
  const search = await searchParams;
  const folderId = readId((await params).folderId);
  const found = await readRehearsal(companyId, folderId, Number(search.after ?? -1));
  if (!found) notFound();
  const { folder, latest, isOn } = found;
  const { t } = await getText();
  const path = `/inbox/settings/folders/${folder.id}/answers`;
  const isRunning = latest !== undefined && latest.rehearsal.finishedAt === null;
  const isBlind = search.blind === "1";
  return (
    <SettingsPage
      title={t("model.rehearsal.of", { folder: folder.name })}
      hint={t("model.rehearsal.hint")}
      backTo={path}
    >
      <div className="grid max-w-280 grid-cols-1 gap-5 px-4 py-5 md:px-8">
        {isRunning ? (
          <RehearsalProgress tried={latest.tried} wanted={latest.rehearsal.wanted} />
        ) : (
          <RehearsalStart folderId={folder.id} isAgain={latest !== undefined} isOn={isOn} start={start} />
        )}
        {latest && (
          <>
            <RehearsalSummary {...latest} />
            {!isRunning && (
              <RehearsalAccept
                rehearsalId={latest.rehearsal.id}
                acceptedAt={latest.rehearsal.acceptedAt}
                blockedBecause={latest.blockedBecause}
                path={path}
                accept={accept}
              />
            )}
            <RehearsalModes isBlind={isBlind} />
            {latest.cases.map((one) => (
              <RehearsalCase
                key={one.messageId}
                rehearsalId={latest.rehearsal.id}
                case={one}
                isBlind={isBlind}
                judge={judge}
              />
            ))}
            {latest.nextAfter !== undefined && (
              <Link
                href={{ query: { ...(isBlind && { blind: "1" }), after: latest.nextAfter } }}
                className={`${buttonClass()} justify-self-start`}
              >
                {t("model.rehearsal.more")}
              </Link>
            )}
          </>
        )}
      </div>
    </SettingsPage>
  );
}
