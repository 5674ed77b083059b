"use client";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { Segmented } from "@/components/ui/segmented";

export function ScoreboardPeriod({ days }: { days: number }) {
  const t = useTranslations("model.scoreboard");
  const router = useRouter();
  const path = usePathname();
  return (
    <div className="justify-self-start">
      <Segmented
        label={t("period")}
        value={String(days)}
        options={["30", "90"].map((value) => ({ value, label: t("days", { days: value }) }))}
        onChange={(value) => router.replace(`${path}?days=${value}`)}
      />
    </div>
  );
}
