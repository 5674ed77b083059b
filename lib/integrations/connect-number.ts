import type { Db } from "@/db/company";
import { changeChannel, insertChannel } from "@/db/queries/channels";
import { getIntegration } from "@/db/queries/integrations";
import { findIntegration, sealIn } from "@/db/queries/integrations-list";
import type { Integration } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { openCredentials, sealCredentials } from "./credentials";
import type { ChangedNumber, ChangedTemplates, NewNumber } from "./number-input";
import type { VonageSecrets, VonageSettings } from "./vonage-access";

type Access = Omit<NewNumber, "source" | "name" | "number">;

/**
 * Makes the integration of a number at Vonage, its secrets sealed for that very row; gives its id. Refuses a number that is
 * connected already, and one with too few keys to receive or to send.
 */
export async function connectNumber(db: Db, { source, name, number, ...access }: NewNumber): Promise<number> {
  const secrets = secretsOf(access);
  checkKeys(source, access, secrets);
  const settings = { ...settingsOf(source, access), templates: [] };
  const id = await insertChannel(db, { source, name, address: number, settings });
  if (id === undefined) throw new AppError("CONFLICT", "numberTaken");
  await sealIn(db, id, sealCredentials(db.companyId, id, secrets));
  return id;
}

/** Stores other keys; what is left empty stays as it was. Refuses a number that is not there. */
export async function changeNumber(db: Db, { integrationId, name, ...access }: ChangedNumber): Promise<void> {
  const number = await getNumber(db, integrationId);
  const stored = (openCredentials(number) ?? {}) as Partial<VonageSecrets>;
  const given = secretsOf(access);
  const secrets = {
    signatureSecret: given.signatureSecret || (stored.signatureSecret ?? ""),
    apiSecret: given.apiSecret || (stored.apiSecret ?? ""),
    privateKey: given.privateKey || (stored.privateKey ?? ""),
  };
  checkKeys(number.source, access, secrets);
  const { templates, prices } = number.settings as unknown as VonageSettings;
  const settings = { ...settingsOf(number.source, access), templates, prices };
  await changeChannel(db, integrationId, { name, settings });
  await sealIn(db, integrationId, sealCredentials(db.companyId, integrationId, secrets));
}

/** Stores the templates that WhatsApp approved for a number, in place of those before. */
export async function changeTemplates(db: Db, { integrationId, templates }: ChangedTemplates): Promise<void> {
  const { name, settings } = await getNumber(db, integrationId);
  await changeChannel(db, integrationId, { name, settings: { ...settings, templates } });
}

async function getNumber(db: Db, id: number): Promise<Integration> {
  const found = await findIntegration(db, id);
  if (found?.source !== "sms" && found?.source !== "whatsapp")
    throw new AppError("NOT_FOUND", "integrationGone");
  return getIntegration(db, id);
}

const secretsOf = ({ signatureSecret, apiSecret, privateKey }: Access): VonageSecrets => ({
  signatureSecret,
  apiSecret,
  privateKey,
});

function settingsOf(
  source: Integration["source"],
  access: Access,
): Omit<VonageSettings, "templates" | "prices"> {
  const { apiKey, applicationId, api, signatureMethod } = access;
  const spoken = source === "whatsapp" ? "messages" : api;
  return { apiKey, applicationId: applicationId || null, api: spoken, signatureMethod };
}

function checkKeys(source: Integration["source"], { applicationId }: Access, secrets: VonageSecrets): void {
  const { signatureSecret, apiSecret, privateKey } = secrets;
  const hasApplication = applicationId !== "" && privateKey !== "";
  if (signatureSecret === "") throw new AppError("INVALID", "signatureSecretNeeded");
  if (source === "whatsapp" && !hasApplication) throw new AppError("INVALID", "applicationNeeded");
  if (!hasApplication && apiSecret === "") throw new AppError("INVALID", "apiSecretNeeded");
}
