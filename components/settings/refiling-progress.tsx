"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";

interface Refiling {
  seen: number;
  total: number;
  moved: number;
  isRunning: boolean;
}

const EVERY_MS = 1000;

/** How far the conversations are filed again; reads the page again each second until it is done. */
export function RefilingProgress({ refiling }: { refiling: Refiling }) {
  const t = useTranslations("settings.folders");
  const format = useFormat();
  const router = useRouter();
  useEffect(() => {
    if (!refiling.isRunning) return;
    const timer = setInterval(() => router.refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [refiling.isRunning, router]);
  return (
    <div role="status" className="grid gap-1.5 rounded-card bg-muted px-3 py-2.5">
      <p>
        {refiling.isRunning
          ? t("refiling", {
              seen: format.number(refiling.seen),
              total: format.number(Math.max(refiling.total, refiling.seen)),
              moved: refiling.moved,
            })
          : t("refiled", { moved: refiling.moved })}
      </p>
      {refiling.isRunning && (
        <progress
          aria-label={t("refilingName")}
          value={refiling.seen}
          max={Math.max(refiling.total, refiling.seen, 1)}
          className="h-1 w-full appearance-none overflow-hidden rounded-full [&::-moz-progress-bar]:bg-primary [&::-webkit-progress-bar]:bg-accent [&::-webkit-progress-value]:bg-primary"
        />
      )}
    </div>
  );
}
