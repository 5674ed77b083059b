import type { Integration } from "@/db/schema";
import { openSecret, sealSecret } from "@/lib/secrets/seal";

const boundTo = (companyId: number, integrationId: number) =>
  `${companyId}|integrations|${integrationId}|sealed_credentials`;

/** What goes into `sealed_credentials` of this row, and opens in no other row. */
export function sealCredentials(companyId: number, integrationId: number, credentials: object): string {
  return sealSecret(JSON.stringify(credentials), boundTo(companyId, integrationId));
}

/** What was sealed for this row; undefined when nothing ever was. */
export function openCredentials({ companyId, id, sealedCredentials }: Integration): unknown {
  return sealedCredentials ? JSON.parse(openSecret(sealedCredentials, boundTo(companyId, id))) : undefined;
}
