/** The numbers below `count` in an order that looks random and only depends on the seed (mulberry32, Fisher-Yates). */
export function shuffle(count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, at) => at);
  let state = (seed + 1) * 0x9e3779b9;
  for (let at = count - 1; at > 0; at -= 1) {
    state = (state + 0x6d2b79f5) | 0;
    const half = Math.imul(state ^ (state >>> 15), 1 | state);
    const mixed = (half + Math.imul(half ^ (half >>> 7), 61 | half)) ^ half;
    const other = ((mixed ^ (mixed >>> 14)) >>> 0) % (at + 1);
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
  return order;
}
