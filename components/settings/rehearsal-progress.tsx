"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useTranslations } from "use-intl";

const EVERY_MS = 2000;

/** How far a rehearsal is; the page is read again while it runs. */
export function RehearsalProgress({ tried, wanted }: { tried: number; wanted: number }) {
  const t = useTranslations("model.rehearsal");
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <div className="grid max-w-120 gap-1.5">
      <p aria-live="polite">{t("running", { tried, wanted })}</p>
      <progress
        aria-label={t("title")}
        max={wanted}
        value={tried}
        className="h-1.5 w-full overflow-hidden rounded-full bg-muted accent-primary"
      />
    </div>
  );
}
