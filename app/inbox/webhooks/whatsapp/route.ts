import { ownersOfNumber } from "@/lib/intake/claimed-owners";
import { verifyVonage } from "@/lib/intake/verify-vonage";
import { takeWebhook } from "../take-webhook";

/** Vonage's Messages API, messages and statuses alike. */
export const POST = (request: Request): Promise<Response> =>
  takeWebhook(request, { verify: verifyVonage, findOwners: ownersOfNumber });
