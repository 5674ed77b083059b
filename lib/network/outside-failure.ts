export type OutsideFailureCode =
  | "name"
  | "refused"
  | "port"
  | "tls"
  | "slow"
  | "too-large"
  | "type"
  | "redirect"
  | "answer";

/**
 * Why something outside could not be reached or read. `refused` never says more than that: whether an inner port is open,
 * closed or filtered must not be readable from the answer.
 */
export class OutsideFailure extends Error {
  constructor(
    readonly code: OutsideFailureCode,
    options?: ErrorOptions,
  ) {
    super(`outside:${code}`, options);
    this.name = "OutsideFailure";
  }
}
