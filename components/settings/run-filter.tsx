"use client";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { Segmented } from "@/components/ui/segmented";

const STATES = ["running", "completed", "failed", "cancelled"] as const;

export function RunFilter({ chosen }: { chosen: (typeof STATES)[number] | "all" }) {
  const t = useTranslations("settings.runs");
  const router = useRouter();
  const pathname = usePathname();
  const options = [
    { value: "all" as const, label: t("all") },
    ...STATES.map((value) => ({ value, label: t(`states.${value}`) })),
  ];
  return (
    <div className="overflow-x-auto">
      <Segmented
        label={t("filter")}
        options={options}
        value={chosen}
        onChange={(state) => router.replace(state === "all" ? pathname : `${pathname}?state=${state}`)}
      />
    </div>
  );
}
