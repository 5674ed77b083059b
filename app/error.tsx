"use client";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

interface CrashProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function CrashPage({ error, reset }: CrashProps) {
  const t = useTranslations("common");
  return (
    <main id="content" className="grid min-h-full place-items-center p-8">
      <EmptyState
        icon={<CircleAlert aria-hidden />}
        title={t("crash.title")}
        hint={
          <>
            {t("crash.hint")}
            {error.digest && (
              <span className="mt-2 block text-meta">
                {t("crash.code")} <code className="font-mono select-all">{error.digest}</code>
              </span>
            )}
          </>
        }
        action={<Button onClick={reset}>{t("retry")}</Button>}
      />
    </main>
  );
}
