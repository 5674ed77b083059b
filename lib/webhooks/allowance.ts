export interface Allowance {
  /** False when there is nothing left until the next time begins. */
  take(): boolean;
}

/** How often something may happen, in this process. Pure but for the clock, which a test may hand in. */
export function createAllowance(
  { times, withinMs }: { times: number; withinMs: number },
  now = Date.now,
): Allowance {
  let [began, left] = [now(), times];
  return {
    take: () => {
      if (now() - began >= withinMs) [began, left] = [now(), times];
      if (left === 0) return false;
      left -= 1;
      return true;
    },
  };
}
