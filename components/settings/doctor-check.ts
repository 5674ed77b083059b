export const DOCTOR_STEPS = [
  "name",
  "port",
  "tls",
  "login",
  "folder",
  "sending",
  "consent",
  "keys",
  "api",
  "account",
  "clock",
  "address",
  "events",
  "callbackName",
  "callbackTls",
  "callback",
] as const;
export type DoctorStep = (typeof DOCTOR_STEPS)[number];

/** One step of an examination, and what it came to. */
export interface DoctorCheck {
  step: DoctorStep;
  /** A warning works today. */
  outcome: "passed" | "warning" | "failed" | "skipped";
  /**
   * Why it is not passed: a key of `settings.mailboxFailure` or `settings.channelFailure`, or for what was skipped a reason
   * of `settings.doctor.because`. "plain": nothing to check, it is not encrypted.
   */
  code?: string;
  /** The server's own words, or what was found. */
  detail: string;
  /** An amount that was found; whoever reads it has it in their own way of writing. */
  euros?: number;
  /** When the server's certificate, or a consent, ends. */
  validUntil?: string;
  /** When what was found happened. */
  at?: string;
  milliseconds?: number;
}

/** What is told while an examination runs: that a step begins, then what it came to. */
export type DoctorProgress = DoctorCheck | { step: DoctorStep; outcome: "running" };
