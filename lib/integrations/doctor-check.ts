import type { DoctorCheck, DoctorProgress } from "@/components/settings/doctor-check";
import { MailboxFailure, mailboxFailureOf } from "@/lib/email/imap-failure";

type Step = DoctorCheck["step"];

export type DoctorPatience = { connectMs: number; silenceMs: number };

/** `tell` hears of each step when it begins and when it ends. */
export type DoctorManner = DoctorPatience & { tell?: (progress: DoctorProgress) => void };

/** A person waits for the answer: less patience than a collection has. */
export const DOCTOR_PATIENCE: DoctorPatience = { connectMs: 10_000, silenceMs: 20_000 };

const since = (startedAt: number) => Math.round(performance.now() - startedAt);

export const passed = (step: Step, startedAt: number, detail: string): DoctorCheck => ({
  step,
  outcome: "passed",
  detail,
  milliseconds: since(startedAt),
});

export const skipped = (step: Step): DoctorCheck => ({ step, outcome: "skipped", detail: "" });

/** What a server does wrong, as a failed step; anything else is thrown on. */
export function failed(step: Step, startedAt: number, error: unknown): DoctorCheck {
  const failure = mailboxFailureOf(error);
  if (!(failure instanceof MailboxFailure)) throw failure;
  const { code, detail } = failure;
  // Of a host that is not allowed nothing is told, nor of an error that is only our own name for it.
  const shown = code === "refused" || detail.startsWith("outside:") ? "" : detail;
  return { step, outcome: "failed", code, detail: shown, milliseconds: since(startedAt) };
}

/** A step that fails for a reason of ours, under `settings.channelFailure`; `detail` is what was found. */
export const failing = (step: Step, startedAt: number, code: string, detail = ""): DoctorCheck => ({
  step,
  outcome: "failed",
  code,
  detail,
  milliseconds: since(startedAt),
});

export type DoctorJournal = ReturnType<typeof openJournal>;

/** Keeps what each step came to, and tells it at once. */
export function openJournal({ tell = () => {} }: Pick<DoctorManner, "tell">) {
  const checks: DoctorCheck[] = [];
  return {
    checks,
    begin: (step: Step) => tell({ step, outcome: "running" }),
    end: (check: DoctorCheck) => {
      checks.push(check);
      tell(check);
    },
  };
}
