import { Inbox } from "lucide-react";
import { ComingConversation } from "@/components/conversation/coming-conversation";
import { EmptyState } from "@/components/ui/empty-state";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";

/** Nothing is open. */
export default async function DeskPage() {
  await requireEmployee();
  const { t } = await getText();
  return (
    <div className="relative grid h-full place-items-center p-8">
      <EmptyState
        icon={<Inbox aria-hidden />}
        title={t("inbox.desk.nothingOpen")}
        hint={t("inbox.desk.nothingOpenHint")}
      />
      <ComingConversation shownId={undefined} />
    </div>
  );
}
