import { ChartColumn } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PulledBack } from "@/components/settings/pulled-back";
import { ScoreboardCalibration } from "@/components/settings/scoreboard-calibration";
import { ScoreboardConfusion } from "@/components/settings/scoreboard-confusion";
import { ScoreboardFigures } from "@/components/settings/scoreboard-figures";
import { ScoreboardFolders } from "@/components/settings/scoreboard-folders";
import { ScoreboardLearned } from "@/components/settings/scoreboard-learned";
import { ScoreboardPeriod } from "@/components/settings/scoreboard-period";
import { ScoreboardSpent } from "@/components/settings/scoreboard-spent";
import { SettingsPage } from "@/components/settings/settings-page";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { withCompany } from "@/db/company";
import { listFolders } from "@/db/queries/folders-list";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { readScoreboard } from "@/lib/scoreboard/read-scoreboard";

const DAY_MS = 86_400_000;

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.pages.scoreboard") };
}

export default async function ScoreboardPage({ searchParams }: PageProps<"/inbox/settings/scoreboard">) {
  const { companyId, role } = await requireEmployee();
  if (!may(role, "folders.manage")) notFound();
  const days = (await searchParams).days === "90" ? 90 : 30;
  const [board, folders] = await withCompany(companyId, (db) =>
    Promise.all([readScoreboard(db, new Date(Date.now() - days * DAY_MS)), listFolders(db)]),
  );
  const { t } = await getText();
  const isEmpty = board.spent.length === 0 && board.folders.every(({ filed }) => filed === 0);
  const review = (
    <Link href="/inbox/settings/scoreboard/review" className={buttonClass()}>
      {t("model.scoreboard.review.open")}
    </Link>
  );
  return (
    <SettingsPage title={t("settings.pages.scoreboard")} hint={t("model.scoreboard.hint")} actions={review}>
      <div className="grid max-w-280 grid-cols-1 gap-8 px-4 py-5 md:px-8">
        <ScoreboardPeriod days={days} />
        <PulledBack folders={folders} />
        {isEmpty ? (
          <EmptyState
            icon={<ChartColumn aria-hidden />}
            title={t("model.scoreboard.empty")}
            hint={t("model.scoreboard.emptyHint")}
          />
        ) : (
          <>
            <ScoreboardFigures board={board} />
            <ScoreboardFolders folders={board.folders} />
            <ScoreboardConfusion confusion={board.confusion} folders={board.folders} />
            <ScoreboardCalibration bins={board.calibration} />
            <ScoreboardSpent spent={board.spent} />
          </>
        )}
        {board.learned && <ScoreboardLearned learned={board.learned} folders={board.folders} />}
      </div>
    </SettingsPage>
  );
}
