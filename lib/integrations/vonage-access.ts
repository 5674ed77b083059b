import type { Integration, SmsPrice } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { SignatureMethod } from "@/lib/sms/verify-sms";
import type { WhatsAppTemplate } from "@/lib/whatsapp/templates";
import { openCredentials } from "./credentials";

/** What may be shown of a number at Vonage. `api`: the account's setting for SMS, which changes how it sends and signs. */
export interface VonageSettings {
  apiKey: string;
  applicationId: string | null;
  api: "messages" | "sms";
  signatureMethod: SignatureMethod;
  templates: WhatsAppTemplate[];
  /** What a part of an SMS cost the last time, by the country it went to. */
  prices?: Record<string, SmsPrice>;
}

/** What may not. An application signs with its private key, an account without one with its API secret. */
export interface VonageSecrets {
  signatureSecret: string;
  apiSecret: string;
  privateKey: string;
}

export type VonageAccess = VonageSettings & VonageSecrets;

/** Everything about a number at Vonage. Refuses one that was never given its secrets. */
export function readVonageAccess(integration: Integration): VonageAccess {
  const secrets = openCredentials(integration) as VonageSecrets | undefined;
  if (!secrets) throw new AppError("UNAVAILABLE", "numberWithoutSecret");
  return { ...(integration.settings as unknown as VonageSettings), ...secrets };
}
