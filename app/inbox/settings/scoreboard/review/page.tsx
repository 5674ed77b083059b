import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReviewQuestion } from "@/components/settings/review-question";
import { SettingsPage } from "@/components/settings/settings-page";
import { withCompany } from "@/db/company";
import { listFolders } from "@/db/queries/folders-list";
import { findReview } from "@/db/queries/reviews";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { judge } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("model.scoreboard.review.title") };
}

export default async function ReviewPage() {
  const { companyId, role } = await requireEmployee();
  if (!may(role, "folders.manage")) notFound();
  const [review, folders] = await withCompany(companyId, (db) =>
    Promise.all([findReview(db), listFolders(db)]),
  );
  const { t } = await getText();
  return (
    <SettingsPage
      title={t("model.scoreboard.review.title")}
      hint={t("model.scoreboard.review.hint")}
      backTo="/inbox/settings/scoreboard"
    >
      <div className="max-w-200 px-4 py-5 md:px-8">
        <ReviewQuestion
          question={review.question}
          waiting={review.waiting}
          folders={folders.map(({ id, name }) => ({ id, name }))}
          judge={judge}
        />
      </div>
    </SettingsPage>
  );
}
