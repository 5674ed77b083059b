import type { DoctorCheck } from "@/components/settings/doctor-check";
import { withCompany } from "@/db/company";
import { keepChecks } from "@/db/queries/integration-checks";
import { getIntegration, recordFailure, recordSuccess } from "@/db/queries/integrations";
import { findIntegration } from "@/db/queries/integrations-list";
import type { Integration, IntegrationCheck } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { DOCTOR_PATIENCE, type DoctorPatience } from "./doctor-check";
import { examineConsent } from "./examine-consent";
import { examineMailbox } from "./examine-mailbox";
import { examineNumber } from "./examine-number";
import { examineWebhook } from "./examine-webhook";

/**
 * Tries an integration of any kind step by step and keeps what was found. A number or webhook that fails counts as failing until
 * an examination passes; a mailbox is told by its collections.
 */
export async function examineIntegration(
  companyId: number,
  integrationId: number,
  patience = DOCTOR_PATIENCE,
): Promise<IntegrationCheck> {
  const integration = await withCompany(companyId, async (db) => {
    if (!(await findIntegration(db, integrationId))) throw new AppError("NOT_FOUND", "integrationGone");
    return getIntegration(db, integrationId);
  });
  const checks = await examine(integration, patience);
  const failure = checks.find(({ outcome }) => outcome === "failed");
  return withCompany(companyId, async (db) => {
    if (integration.source !== "email") {
      if (failure) await recordFailure(db, integrationId, failure.code ?? "unknown");
      else await recordSuccess(db, integrationId);
    }
    return keepChecks(db, { integrationId, passed: failure === undefined, checks });
  });
}

async function examine(integration: Integration, patience: DoctorPatience): Promise<DoctorCheck[]> {
  const { companyId, id, source } = integration;
  if (source === "webhook") return examineWebhook(integration, patience);
  if (source !== "email") return examineNumber(integration, patience);
  return [...examineConsent(integration), ...(await examineMailbox(companyId, id, patience))];
}
