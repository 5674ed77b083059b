export type AppErrorCode = "NOT_FOUND" | "FORBIDDEN" | "CONFLICT" | "INVALID" | "UNAVAILABLE" | "TOO_MANY";

/**
 * A refusal that a person reads. `message` is a key of the catalogues under `errors`, `values` fill its placeholders;
 * anything that is not an AppError crashes upwards.
 */
export class AppError extends Error {
  constructor(
    readonly code: AppErrorCode,
    message: string,
    readonly values: Record<string, string | number> = {},
  ) {
    super(message);
    this.name = "AppError";
  }
}
