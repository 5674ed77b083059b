import { generateKeyPairSync } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { findIntegration } from "@/db/queries/integrations-list";
import { changeNumber, connectNumber } from "@/lib/integrations/connect-number";
import { NewNumber } from "@/lib/integrations/number-input";
import { readVonageAccess } from "@/lib/integrations/vonage-access";
import { createCompany } from "@/tests/support/factories/company";
import { makeAccount } from "@/tests/support/vonage-account";

const account = makeAccount();
const typed = (changed: Record<string, unknown> = {}) => ({
  source: "sms",
  name: "Atelier Lumen",
  number: "+33 6 44 63 00 01",
  apiKey: account.apiKey,
  apiSecret: account.apiSecret,
  applicationId: account.applicationId,
  privateKey: account.privateKey,
  signatureSecret: account.signatureSecret,
  signatureMethod: "sha256",
  api: "messages",
  ...changed,
});

let companyId: number;
beforeAll(async () => {
  ({ companyId } = await createCompany());
});
const connect = (changed: Record<string, unknown> = {}) =>
  withCompany(companyId, (db) => connectNumber(db, NewNumber.parse(typed(changed))));

test("a number is stored with its country, and its secrets where nothing shows them", async () => {
  const id = await connect();
  const shown = await withCompany(companyId, (db) => findIntegration(db, id));
  expect(shown).toMatchObject({
    source: "sms",
    address: "+33644630001",
    settings: { apiKey: account.apiKey },
  });
  const { privateKey, apiSecret, signatureSecret } = account;
  for (const secret of [privateKey, apiSecret, signatureSecret])
    expect(JSON.stringify(shown)).not.toContain(secret);
  const access = readVonageAccess(await withCompany(companyId, (db) => getIntegration(db, id)));
  expect(access).toMatchObject({ apiSecret, signatureSecret, privateKey: privateKey.trim() });
  await expect(connect()).rejects.toThrow("numberTaken");
});

test("what is left empty stays as it was", async () => {
  const id = await connect({ number: "+33644630002" });
  const { source: _, number: __, ...access } = typed({ apiSecret: "", privateKey: "", signatureSecret: "" });
  const changed = {
    ...NewNumber.omit({ source: true, number: true }).parse(access),
    integrationId: id,
    api: "sms" as const,
  };
  await withCompany(companyId, (db) => changeNumber(db, changed));
  const kept = readVonageAccess(await withCompany(companyId, (db) => getIntegration(db, id)));
  expect(kept).toMatchObject({
    api: "sms",
    apiSecret: account.apiSecret,
    signatureSecret: account.signatureSecret,
  });
});

describe("a number is refused", () => {
  test.each([
    ["without a secret to check with", { signatureSecret: "" }, "signatureSecretNeeded"],
    ["on WhatsApp without an application", { source: "whatsapp", applicationId: "" }, "applicationNeeded"],
    ["with nothing to send by", { applicationId: "", privateKey: "", apiSecret: "" }, "apiSecretNeeded"],
  ])("%s", async (_, changed, key) => {
    await expect(connect({ number: "+33644630009", ...changed })).rejects.toThrow(key);
  });

  test.each([
    [{ number: "06 44 63" }, "numberInvalid"],
    [{ privateKey: "/etc/passwd" }, "keyInvalid"],
    [{ privateKey: "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----" }, "keyInvalid"],
    [{ privateKey: makeEllipticKey() }, "keyInvalid"],
  ])("when it is typed like this: %o", (changed, key) => {
    expect(NewNumber.safeParse(typed(changed)).error?.issues[0]?.message).toBe(key);
  });
});

test("a number of another company is not there", async () => {
  const id = await connect({ number: "+33644630003" });
  const other = await createCompany();
  const changed = { ...NewNumber.parse(typed()), integrationId: id };
  await expect(withCompany(other.companyId, (db) => changeNumber(db, changed))).rejects.toThrow(
    "integrationGone",
  );
});

function makeEllipticKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return String(privateKey.export({ type: "pkcs8", format: "pem" }));
}
