export type Sized = { uid: number; size: number };

/** "1:3,7" for 1, 2, 3, 7: the shortest way to ask a server for these UIDs, which must ascend. */
export function uidRanges(uids: number[]): string {
  const ranges: [number, number][] = [];
  for (const uid of uids) {
    const last = ranges.at(-1);
    if (last && uid === last[1] + 1) last[1] = uid;
    else ranges.push([uid, uid]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}:${last}`)).join(",");
}

/** Cuts a list into pieces of at most `count`. */
export function chunked<T>(list: T[], count: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / count) }, (_, at) =>
    list.slice(at * count, (at + 1) * count),
  );
}

/** Keeps the order; a batch ends before it would pass either bound, and a mail larger than `bytes` travels alone. */
export function cutBatches<T extends Sized>(emails: T[], bounds: { count: number; bytes: number }): T[][] {
  const batches: T[][] = [];
  let bytes = 0;
  for (const email of emails) {
    const batch = batches.at(-1);
    if (batch && batch.length < bounds.count && bytes + email.size <= bounds.bytes) batch.push(email);
    else {
      batches.push([email]);
      bytes = 0;
    }
    bytes += email.size;
  }
  return batches;
}

/**
 * Hands each value to `use` and waits for it, while the next value is already on its way: never more than two at a time.
 * Ends when `use` says it is enough, the value on its way awaited and dropped; true when the source came to its end.
 * When `use` throws, the value on its way is awaited and dropped before the error goes on.
 */
export async function takeOneAhead<T>(
  source: AsyncGenerator<T>,
  use: (value: T) => Promise<"enough" | undefined>,
): Promise<boolean> {
  let next = source.next();
  try {
    for (let step = await next; !step.done; step = await next) {
      next = source.next();
      next.catch(() => {});
      if ((await use(step.value)) === "enough") return false;
    }
    return true;
  } finally {
    await next.catch(() => {});
    await source.return(undefined);
  }
}
