export type PostgresRefusalReason =
  | "platform"
  | "no-account"
  | "other-account"
  | "not-writable"
  | "secrets-lost"
  | "server-failed";

/** Why the embedded PostgreSQL cannot run here; `detail` is a path, an account or the end of its log. */
export class PostgresRefusal extends Error {
  constructor(
    readonly reason: PostgresRefusalReason,
    readonly detail: string,
  ) {
    super(`Embedded PostgreSQL: ${reason} (${detail})`);
    this.name = "PostgresRefusal";
  }
}
