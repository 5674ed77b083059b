/** One entry of a 206 answer: what the function asks for next, or what a step of it gave. */
export interface Op {
  id: string;
  op: string;
  name?: string;
  displayName?: string;
  opts?: Record<string, unknown> | null;
  data?: unknown;
  error?: unknown;
  /** When it began, and how long it took, in nanoseconds. */
  timing?: { a: number; b: number };
}

/** How a failure is stored and handed back: the SDK accepts these keys and no others. */
export interface StoredError {
  name: string;
  message: string;
  stack?: string;
}

/** When the step of a result began; null where the SDK does not say. */
export const beginOf = ({ timing }: Op): Date | null => (timing ? new Date(timing.a / 1_000_000) : null);

export const nameOf = (op: Op): string => op.displayName ?? op.name ?? op.id;

export function toStoredError(error: unknown): StoredError {
  const given: Partial<StoredError> =
    typeof error === "object" && error !== null ? error : { message: String(error) };
  return {
    name: given.name ?? "Error",
    message: given.message ?? "Unknown error",
    ...(given.stack ? { stack: given.stack } : {}),
  };
}
