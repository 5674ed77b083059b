let ahead = Number.POSITIVE_INFINITY;

/**
 * The server's clock now, in milliseconds, from when it says that something was read. A page that was kept for a while
 * says too much: the least that was ever seen is nearest.
 */
export function serverNow(readAt: Date): number {
  ahead = Math.min(ahead, Date.now() - readAt.getTime());
  return Date.now() - ahead;
}
