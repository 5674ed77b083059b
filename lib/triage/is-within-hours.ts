import type { OpeningHours } from "@/db/schema";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

interface Hours {
  openingHours: OpeningHours;
  timeZone: string;
}

/** Whether a company is open at a moment, by the clock on its own wall: also on the days when that is put forward or back. */
export function isWithinHours(at: Date, { openingHours, timeZone }: Hours): boolean {
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = openingHours[WEEKDAYS.indexOf(parts.weekday ?? "")];
  const minute = Number(parts.hour) * 60 + Number(parts.minute);
  return day != null && minute >= day.from && minute < day.to;
}
