"use client";
import clsx from "clsx";
import { Check, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { Chip } from "@/components/ui/chip";
import { useFormat } from "@/components/ui/use-format";

const PARTS = ["filed", "newsletters", "duplicates", "bounces", "own", "setApart", "pending"] as const;
type Sums = Record<(typeof PARTS)[number] | "seen" | "gap", number>;

/** What must hold: seen is the sum of all that follows. Parts that are always few are shown once there is one. */
export function LedgerSum({ sums }: { sums: Sums }) {
  const t = useTranslations("settings.ledger");
  const shown = PARTS.filter((part, index) => index < 3 || sums[part] > 0);
  return (
    <div className="flex flex-wrap items-center gap-x-3.5 gap-y-1 border-y border-border py-2">
      <Figure name={t("seen")} value={sums.seen} />
      {shown.map((part, index) => (
        <div key={part} className="flex items-center gap-3.5">
          <span className="pt-4 text-subject text-subtle-foreground">{index === 0 ? "=" : "+"}</span>
          <Figure name={t(part)} value={sums[part]} attention={part === "setApart"} />
        </div>
      ))}
      <span className="ml-auto">
        <Chip
          tone={sums.gap === 0 ? "success" : "urgent"}
          icon={sums.gap === 0 ? <Check aria-hidden /> : <TriangleAlert aria-hidden />}
        >
          {t("gap", { count: sums.gap })}
        </Chip>
      </span>
    </div>
  );
}

function Figure({ name, value, attention }: { name: string; value: number; attention?: boolean }) {
  const format = useFormat();
  return (
    <p className="grid">
      <span className="text-meta text-muted-foreground">{name}</span>
      <span className={clsx("text-title font-semibold", attention && value > 0 && "text-warning")}>
        {format.number(value)}
      </span>
    </p>
  );
}
