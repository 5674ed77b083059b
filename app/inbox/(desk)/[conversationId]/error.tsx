"use client";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

interface ConversationCrashProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** In the pane that failed; the list beside it goes on. */
export default function ConversationCrash({ error, reset }: ConversationCrashProps) {
  const t = useTranslations();
  return (
    <div role="alert" className="grid min-h-0 flex-1 place-items-center p-8">
      <EmptyState
        icon={<CircleAlert aria-hidden />}
        title={t("inbox.thread.crash")}
        hint={
          <>
            {t("inbox.thread.crashHint")}
            {error.digest && (
              <span className="mt-2 block text-meta">
                {t("common.crash.code")} <code className="font-mono select-all">{error.digest}</code>
              </span>
            )}
          </>
        }
        action={<Button onClick={reset}>{t("common.retry")}</Button>}
      />
    </div>
  );
}
