import { ownersOfNumber } from "@/lib/intake/claimed-owners";
import { verifyVonage } from "@/lib/intake/verify-vonage";
import { takeWebhook } from "../take-webhook";

/**
 * Vonage's SMS API and Messages API, messages and statuses alike. An application has one address for all of its numbers, so
 * this one and WhatsApp's take each other's too.
 */
export const GET = (request: Request): Promise<Response> =>
  takeWebhook(request, { verify: verifyVonage, findOwners: ownersOfNumber });
export const POST = GET;
