const UNITS: Record<string, number> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};

/** When a sleep or a wait is over: "2s", "1d12h", or an ISO date. Throws on anything else. */
export function dueAt(duration: string, now = Date.now()): Date {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|w|d|h|m|s)/g)];
  const isDuration = parts.length > 0 && parts.map(([part]) => part).join("") === duration;
  const time = isDuration
    ? now + parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ""] ?? 0), 0)
    : Date.parse(duration);
  if (Number.isNaN(time)) throw new Error(`Not a duration or a date: ${duration}`);
  return new Date(time);
}
