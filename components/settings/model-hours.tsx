"use client";
import { useTranslations } from "use-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";

type Day = { from: number; to: number } | null;

interface ModelHoursProps {
  /** Seven days from Monday on, in minutes since midnight; null without opening hours. */
  hours: Day[] | null;
  onChange: (hours: Day[] | null) => void;
}

const DAYS = ["0", "1", "2", "3", "4", "5", "6"] as const;
const USUAL: Day = { from: 9 * 60, to: 18 * 60 };
const USUAL_WEEK: Day[] = [USUAL, USUAL, USUAL, USUAL, USUAL, null, null];

/** When the company is open, day by day. */
export function ModelHours({ hours, onChange }: ModelHoursProps) {
  const t = useTranslations("model.provider");
  const setDay = (at: number, day: Day) =>
    onChange((hours ?? []).map((old, index) => (index === at ? day : old)));
  return (
    <div className="grid gap-2">
      <Checkbox checked={hours !== null} onChange={(on) => onChange(on ? USUAL_WEEK : null)}>
        {t("hours")}
      </Checkbox>
      <p className="text-meta text-subtle-foreground">{t("hoursHint")}</p>
      {hours && (
        <div className="grid gap-1.5">
          {DAYS.map((name, at) => (
            <OpenDay
              key={name}
              name={t(`days.${name}`)}
              day={hours[at] ?? null}
              onChange={(day) => setDay(at, day)}
            />
          ))}
        </div>
      )}
    </div>
  );
}

function OpenDay({ name, day, onChange }: { name: string; day: Day; onChange: (day: Day) => void }) {
  const t = useTranslations("model.provider");
  return (
    <div className="flex min-h-8.5 flex-wrap items-center gap-x-3 gap-y-1">
      <span className="w-30">
        <Checkbox checked={day !== null} onChange={(on) => onChange(on ? USUAL : null)}>
          {name}
        </Checkbox>
      </span>
      {day ? (
        <>
          <Clock
            label={t("opensAt", { day: name })}
            at={day.from}
            onChange={(from) => onChange({ ...day, from })}
          />
          <span aria-hidden>–</span>
          <Clock
            label={t("closesAt", { day: name })}
            at={day.to}
            onChange={(to) => onChange({ ...day, to })}
          />
        </>
      ) : (
        <span className="text-subtle-foreground">{t("closed")}</span>
      )}
    </div>
  );
}

const LAST_MINUTE = 24 * 60 - 1;

/** Midnight at the end of a day is written as its last minute: the control knows no 24:00. */
function Clock({ label, at, onChange }: { label: string; at: number; onChange: (at: number) => void }) {
  const shown = Math.min(at, LAST_MINUTE);
  const two = (value: number) => String(value).padStart(2, "0");
  return (
    <Input
      type="time"
      aria-label={label}
      className="w-28!"
      value={`${two(Math.floor(shown / 60))}:${two(shown % 60)}`}
      onChange={({ target }) => {
        const [hour = 0, minute = 0] = target.value.split(":").map(Number);
        if (target.value) onChange(hour * 60 + minute);
      }}
    />
  );
}
