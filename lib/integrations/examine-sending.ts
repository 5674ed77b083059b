import type { DoctorCheck } from "@/components/settings/doctor-check";
import type { MailboxAccess } from "@/lib/email/imap";
import { withSmtp } from "@/lib/email/smtp-connection";
import { type DoctorPatience, failed, passed } from "./doctor-check";

/** Signs in where mail is sent, and sends nothing. */
export async function examineSending(access: MailboxAccess, patience: DoctorPatience): Promise<DoctorCheck> {
  const startedAt = performance.now();
  try {
    await withSmtp(access, patience, async () => {});
    return passed("sending", startedAt, `${access.smtpHost}:${access.smtpPort}`);
  } catch (error) {
    return failed("sending", startedAt, error);
  }
}
