"use client";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { Segmented } from "@/components/ui/segmented";
import type { LedgerOutcome } from "./ledger-table";

const CHOICES = [
  ["all", "all"],
  ["message", "filed"],
  ["newsletter", "newsletters"],
  ["duplicate", "duplicates"],
  ["bounce", "bounces"],
  ["unparsed", "setApart"],
] as const;

export function LedgerFilter({ chosen }: { chosen: LedgerOutcome | "all" }) {
  const t = useTranslations("settings.ledger");
  const router = useRouter();
  const pathname = usePathname();
  const options = CHOICES.map(([value, name]) => ({ value, label: t(name) }));
  const value = options.find((option) => option.value === chosen)?.value ?? "all";
  return (
    <div className="max-w-full overflow-x-auto">
      <Segmented
        label={t("outcome")}
        options={options}
        value={value}
        onChange={(outcome) =>
          router.replace(outcome === "all" ? pathname : `${pathname}?outcome=${outcome}`)
        }
      />
    </div>
  );
}
