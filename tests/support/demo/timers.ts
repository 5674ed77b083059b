/** What happens later, and not any more once the demo ends. */
export interface Timers {
  after(delayMs: number, run: () => Promise<void> | void): void;
  stop(): void;
}

/** `pace` 1 is that of people; with 0.1 everything takes a tenth of the time. */
export function makeTimers(pace: number): Timers {
  const timers = new Set<NodeJS.Timeout>();
  return {
    after: (delayMs, run) => {
      const timer = setTimeout(async () => {
        timers.delete(timer);
        // The demo may end between writing and sending; nobody misses that message.
        await Promise.resolve(run()).catch(() => undefined);
      }, delayMs * pace);
      timers.add(timer);
    },
    stop: () => timers.forEach(clearTimeout),
  };
}

export const between = (first: number, last: number): number =>
  first + Math.round(Math.random() * (last - first));
