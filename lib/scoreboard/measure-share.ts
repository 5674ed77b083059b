/** A share of a few, and how far it may be off. Shares are 0 to 1. */
export interface MeasuredShare {
  right: number;
  of: number;
  share: number;
  low: number;
  high: number;
}

const Z = 1.96;

/** The share with its 95 % interval, which is honest for few cases too (Wilson, 1927); undefined of nothing. */
export function measureShare(right: number, of: number): MeasuredShare | undefined {
  if (of === 0) return undefined;
  const share = right / of;
  const middle = (share + (Z * Z) / (2 * of)) / (1 + (Z * Z) / of);
  const half = (Z / (1 + (Z * Z) / of)) * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  return { right, of, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
