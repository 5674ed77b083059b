"use client";
import { useTranslations } from "use-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";

interface StartPointProps {
  /** 0 begins now. */
  days: number;
  change: (days: number) => void;
}

const FIRST_DAYS = 30;

export function StartPoint({ days, change }: StartPointProps) {
  const t = useTranslations("settings.connect");
  const options = [
    { value: "now", label: t("startNow") },
    { value: "days", label: t("startDays", { days: days || FIRST_DAYS }) },
  ];
  return (
    <div className="grid justify-items-start gap-2">
      <span className="font-medium">{t("start")}</span>
      <Segmented
        label={t("start")}
        options={options}
        value={days === 0 ? "now" : "days"}
        onChange={(value) => change(value === "now" ? 0 : FIRST_DAYS)}
      />
      {days > 0 && (
        <Field label={t("startDaysCount")} className="w-40">
          {(wiring) => (
            <Input
              {...wiring}
              value={days}
              inputMode="numeric"
              onChange={(event) =>
                change(Math.max(1, Number(event.target.value.replace(/\D/g, "").slice(0, 4))))
              }
            />
          )}
        </Field>
      )}
      <p className="text-meta text-subtle-foreground">{t("startHint")}</p>
    </div>
  );
}
