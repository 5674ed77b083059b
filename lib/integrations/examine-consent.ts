import type { DoctorCheck } from "@/components/settings/doctor-check";
import type { Integration } from "@/db/schema";
import { consentNotice } from "@/lib/oauth/consent-notice";
import { findConsent } from "@/lib/oauth/grant";
import { nameOfProvider } from "@/lib/oauth/providers";

/** Whether a mailbox's access still lasts; nothing for one with a password. */
export function examineConsent(integration: Pick<Integration, "settings" | "failure">): DoctorCheck[] {
  const consent = findConsent(integration);
  if (!consent) return [];
  const known = {
    step: "consent" as const,
    detail: nameOfProvider(consent.provider),
    validUntil: consent.consentUntil ?? undefined,
  };
  const notice = consentNotice(integration);
  if (integration.failure === "consent" || notice?.is === "over")
    return [{ ...known, outcome: "failed", code: "consent-over" }];
  if (notice) return [{ ...known, outcome: "warning", code: "consent-ending" }];
  return [{ ...known, outcome: "passed" }];
}
