import type { DoctorCheck } from "@/components/settings/doctor-check";
import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { findIntegration } from "@/db/queries/integrations-list";
import type { Integration } from "@/db/schema";
import type { MailboxAccess, MailboxFailureCode } from "@/lib/email/imap";
import { AppError } from "@/lib/errors";
import { DOCTOR_PATIENCE, type DoctorManner, failed, openJournal, skipped } from "./doctor-check";
import { examineReceiving } from "./examine-receiving";
import { examineSending } from "./examine-sending";
import { accessAsChanged, readMailboxAccess } from "./mailbox-access";
import type { ChangedMailbox, NewMailbox } from "./mailbox-input";

/**
 * How a mailbox is reached with what a person typed, before it is stored: a new one, or a connected one with other servers or
 * another password. Refuses one that is not there, and other servers without the password.
 */
export async function readTypedAccess(
  companyId: number,
  typed: NewMailbox | ChangedMailbox,
): Promise<MailboxAccess> {
  if (!("integrationId" in typed)) return typed;
  const { integrationId, savesSent: _, ...changed } = typed;
  return accessAsChanged(await readMailbox(companyId, integrationId), changed);
}

const WITHOUT_LOGIN = ["name", "port", "tls", "login", "folder", "sending"] as const;

/** Tries a mailbox as it is stored, step by step. Refuses one that is not there or has no password. */
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

/** Not those of a server that never came to judge the credentials. */
const REFUSALS = new Set<string>([
  "login",
  "app-password",
  "consent",
  "client",
  "throttled",
] satisfies MailboxFailureCode[]);

/** Tries a mailbox step by step; nothing is changed anywhere. */
export async function examineAccess(
  access: MailboxAccess,
  manner: DoctorManner = DOCTOR_PATIENCE,
): Promise<DoctorCheck[]> {
  const receiving = await examineReceiving(access, manner);
  // The same credentials refused twice in a second bring an account closer to being locked.
  const isLoginRefused = receiving.some(({ step, code = "" }) => step === "login" && REFUSALS.has(code));
  const { begin, end, checks } = openJournal(manner);
  if (!isLoginRefused) begin("sending");
  end(isLoginRefused ? skipped("sending") : await examineSending(access, manner));
  return [...receiving, ...checks];
}

async function readMailbox(companyId: number, integrationId: number): Promise<Integration> {
  return withCompany(companyId, async (db) => {
    const found = await findIntegration(db, integrationId);
    if (found?.source !== "email") throw new AppError("NOT_FOUND", "integrationGone");
    return getIntegration(db, integrationId);
  });
}
