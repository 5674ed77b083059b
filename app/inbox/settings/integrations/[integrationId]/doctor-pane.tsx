import { Doctor } from "@/components/settings/doctor";
import { RefusedWebhooks } from "@/components/settings/refused-webhooks";
import { withCompany } from "@/db/company";
import { listChecks } from "@/db/queries/integration-checks";
import { listRefusals } from "@/db/queries/webhook-refusals";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { examine } from "./actions";

/** The examinations of an integration; whoever may manage it starts another. */
export async function DoctorPane({ integrationId }: { integrationId: number }) {
  const { companyId, role } = await requireEmployee();
  const [kept, refused] = await withCompany(companyId, (db) =>
    Promise.all([listChecks(db, integrationId), listRefusals(db, integrationId)]),
  );
  return (
    <>
      <Doctor
        integrationId={integrationId}
        examinations={kept.map(({ id, examinedAt, checks }) => ({ id, examinedAt, checks }))}
        examine={may(role, "integrations.manage") ? examine : undefined}
      />
      {refused.length > 0 && <RefusedWebhooks refused={refused} />}
    </>
  );
}
