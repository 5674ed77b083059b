import type { DoctorCheck } from "@/components/settings/doctor-check";
import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { findIntegration } from "@/db/queries/integrations-list";
import type { Integration } from "@/db/schema";
import type { MailboxAccess } from "@/lib/email/imap";
import { AppError } from "@/lib/errors";
import { DOCTOR_PATIENCE, type DoctorPatience, failed, skipped } from "./doctor-check";
import { examineReceiving } from "./examine-receiving";
import { examineSending } from "./examine-sending";
import { accessAsChanged, readMailboxAccess } from "./mailbox-access";
import type { ChangedMailbox, NewMailbox } from "./mailbox-input";

/** Tries a mailbox step by step, before it is connected; nothing is changed anywhere. */
export async function examineNewMailbox(
  mailbox: NewMailbox,
  patience = DOCTOR_PATIENCE,
): Promise<DoctorCheck[]> {
  return examineAccess(mailbox, patience);
}

/** The same with other servers or another password than the stored ones. */
export async function examineChangedMailbox(
  companyId: number,
  { integrationId, savesSent: _, ...changed }: ChangedMailbox,
  patience = DOCTOR_PATIENCE,
): Promise<DoctorCheck[]> {
  return examineAccess(accessAsChanged(await readMailbox(companyId, integrationId), changed), patience);
}

const WITHOUT_LOGIN = ["name", "port", "tls", "login", "folder", "sending"] as const;

/** The same for a mailbox as it is stored. Refuses one that is not there or has no password. */
export async function examineMailbox(
  companyId: number,
  integrationId: number,
  patience = DOCTOR_PATIENCE,
): Promise<DoctorCheck[]> {
  const startedAt = performance.now();
  const access = readMailboxAccess(await readMailbox(companyId, integrationId));
  return access.then(
    (known) => examineAccess(known, patience),
    (error: unknown) =>
      WITHOUT_LOGIN.map((step) => (step === "login" ? failed(step, startedAt, error) : skipped(step))),
  );
}

async function readMailbox(companyId: number, integrationId: number): Promise<Integration> {
  return withCompany(companyId, async (db) => {
    const found = await findIntegration(db, integrationId);
    if (found?.source !== "email") throw new AppError("NOT_FOUND", "integrationGone");
    return getIntegration(db, integrationId);
  });
}

async function examineAccess(access: MailboxAccess, patience: DoctorPatience): Promise<DoctorCheck[]> {
  const receiving = await examineReceiving(access, patience);
  // The same credentials refused twice in a second bring an account closer to being locked.
  const isLoginRefused = receiving.some(({ step, outcome }) => step === "login" && outcome === "failed");
  const sending = isLoginRefused ? skipped("sending") : await examineSending(access, patience);
  return [...receiving, sending];
}
