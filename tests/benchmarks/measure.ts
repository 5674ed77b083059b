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
  const sorted = taken.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}
