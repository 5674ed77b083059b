export interface Timing {
  p50: number;
  p95: number;
}

/** Milliseconds of `run`, called `times` times by `atOnce` callers, after two calls that only warm up. */
export async function measure(
  run: () => Promise<unknown>,
  { times = 60, atOnce = 1 }: { times?: number; atOnce?: number } = {},
): Promise<Timing> {
  await run();
  await run();
  const taken: number[] = [];
  const caller = async () => {
    while (taken.length < times) {
      const startedAt = performance.now();
      await run();
      taken.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  return { p50: at(taken, 0.5), p95: at(taken, 0.95) };
}

/** The value below which this share of the times lies. */
export function at(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
