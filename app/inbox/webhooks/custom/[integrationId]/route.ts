import { ownersOfWebhook } from "@/lib/intake/claimed-owners";
import { verifyCustom } from "@/lib/intake/verify-custom";
import { readId } from "@/lib/integrations/read-id";
import { takeWebhook } from "../../take-webhook";

type Context = { params: Promise<{ integrationId: string }> };

/** A message of any other service, in the form that the settings page shows. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const integrationId = readId((await params).integrationId);
  return takeWebhook(request, {
    verify: (webhook) => verifyCustom(integrationId, webhook),
    findOwners: (webhook) => ownersOfWebhook(integrationId, webhook),
  });
}
