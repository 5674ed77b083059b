import { LoadingLines } from "@/components/ui/loading-lines";
import { getText } from "@/lib/i18n/text";

/** The lines of what will come, after 300 ms. */
export default async function ConversationLoading() {
  const { t } = await getText();
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="h-18 border-b border-border px-5 pt-4 max-md:h-14">
        <LoadingLines label={t("inbox.thread.loading")} widths={[45]} />
      </div>
      <div className="px-5 pt-6">
        <LoadingLines label={t("inbox.thread.loading")} widths={[30, 85, 92, 60, 0, 74, 40]} />
      </div>
    </div>
  );
}
