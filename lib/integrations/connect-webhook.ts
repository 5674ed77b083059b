import { randomBytes } from "node:crypto";
import type { Db } from "@/db/company";
import { changeChannel, insertChannel } from "@/db/queries/channels";
import { getIntegration } from "@/db/queries/integrations";
import { findIntegration, sealIn } from "@/db/queries/integrations-list";
import type { Integration } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { sealCredentials } from "./credentials";
import { readWebhookAccess, type WebhookSecrets } from "./webhook-access";
import type { ChangedWebhook, NewWebhook } from "./webhook-input";

/** Makes a custom webhook with a secret of its own, sealed for that very row; gives its id. */
export async function connectWebhook(db: Db, made: NewWebhook): Promise<number> {
  const { name, ...settings } = settingsOf(made);
  const address = `webhook-${randomBytes(6).toString("hex")}`;
  const id = await insertChannel(db, { source: "webhook", name, address, settings });
  if (id === undefined) throw new Error("A webhook's address was taken");
  await seal(db, id, { secret: makeSecret(), previous: null });
  return id;
}

/** Stores another name, way of signing or callback; the secret stays. Refuses a webhook that is not there. */
export async function changeWebhook(db: Db, { integrationId, ...changed }: ChangedWebhook): Promise<void> {
  await getWebhook(db, integrationId);
  const { name, ...settings } = settingsOf(changed);
  await changeChannel(db, integrationId, { name, settings });
}

const OVERLAP_HOURS = 24;

/** Makes a new secret; the one before is accepted, and signs too, for another day. Gives the new one. */
export async function rotateWebhookSecret(db: Db, integrationId: number): Promise<string> {
  const { secret: before } = readWebhookAccess(await getWebhook(db, integrationId));
  const secret = makeSecret();
  const until = new Date(Date.now() + OVERLAP_HOURS * 3_600_000).toISOString();
  await seal(db, integrationId, { secret, previous: { secret: before, until } });
  return secret;
}

/** What the settings page shows to whoever may manage integrations. */
export async function revealWebhookSecret(db: Db, integrationId: number): Promise<string> {
  return readWebhookAccess(await getWebhook(db, integrationId)).secret;
}

/** The secret before, while it still counts too, and until when. */
export async function findPreviousSecret(db: Db, integrationId: number): Promise<WebhookSecrets["previous"]> {
  const { previous } = readWebhookAccess(await getWebhook(db, integrationId));
  return previous && new Date(previous.until) > new Date() ? previous : null;
}

async function getWebhook(db: Db, id: number): Promise<Integration> {
  const found = await findIntegration(db, id);
  if (found?.source !== "webhook") throw new AppError("NOT_FOUND", "integrationGone");
  return getIntegration(db, id);
}

const settingsOf = ({ name, signing, callbackUrl }: NewWebhook) => ({
  name,
  signing,
  callbackUrl: callbackUrl || null,
});

/** The form of Standard Webhooks; the GitHub way takes the same text as it is. */
const makeSecret = () => `whsec_${randomBytes(24).toString("base64")}`;

async function seal(db: Db, id: number, secrets: WebhookSecrets): Promise<void> {
  await sealIn(db, id, sealCredentials(db.companyId, id, secrets));
}
