import { FileQuestionMark } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { getText } from "@/lib/i18n/text";

export default async function ConversationNotFound() {
  const { t } = await getText();
  return (
    <div className="grid min-h-0 flex-1 place-items-center p-8">
      <EmptyState
        icon={<FileQuestionMark aria-hidden />}
        title={t("inbox.thread.gone")}
        hint={t("inbox.thread.goneHint")}
        action={
          <Link href="/inbox" className={buttonClass()}>
            {t("inbox.thread.back")}
          </Link>
        }
      />
    </div>
  );
}
