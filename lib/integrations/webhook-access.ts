import type { Integration } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Signing } from "@/lib/webhooks/verify-signature";
import { openCredentials } from "./credentials";

export interface WebhookSettings {
  signing: Signing;
  /** Where answers go; null takes messages and cannot be answered. */
  callbackUrl: string | null;
}

/** The secret before a rotation is accepted, and signs too, until its end. */
export interface WebhookSecrets {
  secret: string;
  previous: { secret: string; until: string } | null;
}

export type WebhookAccess = WebhookSettings & WebhookSecrets;

/** Everything about a custom webhook. Refuses one that was never given its secret. */
export function readWebhookAccess(integration: Integration): WebhookAccess {
  const secrets = openCredentials(integration) as WebhookSecrets | undefined;
  if (!secrets) throw new AppError("UNAVAILABLE", "webhookWithoutSecret");
  return { ...(integration.settings as unknown as WebhookSettings), ...secrets };
}

/** The secrets that count now, the newest first. */
export function listSecrets({ secret, previous }: WebhookSecrets, now = new Date()): string[] {
  return previous && new Date(previous.until) > now ? [secret, previous.secret] : [secret];
}
