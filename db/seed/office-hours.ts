const ZONE = "Europe/Paris";
const HOUR_MS = 3_600_000;
const CLOCK = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
  weekday: "short",
});

/** Hours of the day in which somebody writes, and whether they do so at the weekend. */
export interface Hours {
  from: number;
  until: number;
  weekend: boolean;
}

export const CUSTOMER_HOURS: Hours = { from: 7.5, until: 22, weekend: true };
export const OFFICE_HOURS: Hours = { from: 8.7, until: 18.4, weekend: false };

/** The moment itself when it lies in these hours, else one soon after they begin again. */
export function withinHours(moment: Date, hours: Hours): Date {
  let at = moment;
  for (let tries = 0; tries < 6; tries++) {
    const { hour, weekend } = readClock(at);
    if (weekend && !hours.weekend) at = later(at, 24 - hour + hours.from);
    else if (hour < hours.from) at = later(at, hours.from - hour);
    else if (hour > hours.until) at = later(at, 24 - hour + hours.from);
    else return at;
  }
  return at;
}

/** The moment itself when it lies in these hours of any day, else one in the evening before. */
export function beforeHours(moment: Date, { from, until }: Hours): Date {
  const { hour } = readClock(moment);
  if (hour >= from && hour <= until) return moment;
  const sinceEvening = hour > until ? hour - until : hour + 24 - until;
  // The deeper in the night, the earlier in the evening: what came one after the other still does.
  return new Date(
    moment.getTime() - sinceEvening * HOUR_MS - (24 - until + from - sinceEvening) * 0.4 * HOUR_MS,
  );
}

// A little after the hour, differently each time but the same for the same moment.
const later = (at: Date, hours: number): Date =>
  new Date(at.getTime() + hours * HOUR_MS + (at.getTime() % 97) * 30_000);

function readClock(at: Date): { hour: number; weekend: boolean } {
  const parts = Object.fromEntries(CLOCK.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    hour: (Number(parts.hour) % 24) + Number(parts.minute) / 60,
    weekend: parts.weekday === "Sat" || parts.weekday === "Sun",
  };
}
