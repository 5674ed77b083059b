import { FileQuestionMark } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { getText } from "@/lib/i18n/text";

export default async function NotFoundPage() {
  const { t } = await getText();
  return (
    <main id="content" className="grid min-h-dvh place-items-center p-8">
      <EmptyState
        icon={<FileQuestionMark aria-hidden />}
        title={t("common.notFound.title")}
        hint={t("common.notFound.hint")}
        action={
          <Link href="/inbox" className={buttonClass()}>
            {t("common.notFound.action")}
          </Link>
        }
      />
    </main>
  );
}
