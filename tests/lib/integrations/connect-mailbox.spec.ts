import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { findIntegration, listIntegrations } from "@/db/queries/integrations-list";
import { changeMailbox, connectMailbox } from "@/lib/integrations/connect-mailbox";
import { readMailboxAccess } from "@/lib/integrations/mailbox-access";
import { ChangedMailbox, NewMailbox } from "@/lib/integrations/mailbox-input";
import { createCompany } from "@/tests/support/factories/company";
import { consentedMailbox } from "@/tests/support/oauth-mailbox";

const TYPED = {
  address: "Support@Atelier.test ",
  username: "support@atelier.test",
  password: "correct horse",
  imapHost: "IMAP.atelier.test",
  imapPort: "993",
  imapTls: "tls",
  smtpHost: "smtp.atelier.test",
  smtpPort: "465",
  smtpTls: "tls",
  savesSent: false,
  sinceDays: "30",
};

async function connect(typed = TYPED) {
  const { companyId } = await createCompany();
  const id = await withCompany(companyId, (db) => connectMailbox(db, NewMailbox.parse(typed)));
  return { companyId, id };
}

const stored = ({ companyId, id }: { companyId: number; id: number }) =>
  withCompany(companyId, (db) => getIntegration(db, id));

test("a connected mailbox keeps its servers readable and its password sealed", async () => {
  const made = await connect();
  const row = await stored(made);

  expect(row).toMatchObject({
    address: "support@atelier.test",
    settings: { imapHost: "imap.atelier.test", imapPort: 993, username: "support@atelier.test" },
  });
  expect(JSON.stringify(row)).not.toContain("correct horse");
  expect(await readMailboxAccess(row)).toMatchObject({ imapPort: 993, password: "correct horse" });
  expect(Math.round((Date.now() - row.startsAt.getTime()) / 86_400_000)).toBe(30);
});

test("what pages read of a mailbox holds no credentials", async () => {
  const { companyId, id } = await connect();
  const shown = await withCompany(companyId, async (db) => [
    await findIntegration(db, id),
    ...(await listIntegrations(db)),
  ]);
  for (const integration of shown) expect(Object.keys(integration ?? {})).not.toContain("sealedCredentials");
});

test("a sealed password opens in its own row only", async () => {
  const first = await stored(await connect());
  const second = await stored(await connect());

  const moved = { ...second, sealedCredentials: first.sealedCredentials };
  await expect(readMailboxAccess(moved)).rejects.toThrow("secrets.broken");
  const never = readMailboxAccess({ ...second, sealedCredentials: null });
  await expect(never).rejects.toThrow("mailboxWithoutPassword");
});

test("an address is connected once in a company, and in as many companies as have it", async () => {
  const { companyId } = await connect();
  const again = withCompany(companyId, (db) => connectMailbox(db, NewMailbox.parse(TYPED)));
  await expect(again).rejects.toThrow("mailboxTaken");
  await connect();
});

const changedOf = (id: number, changed: Partial<typeof TYPED> = {}) =>
  ChangedMailbox.parse({ ...TYPED, password: "", ...changed, integrationId: id });

test("a change without a password keeps the stored one, on the same server only", async () => {
  const made = await connect();
  const change = (changed: Partial<typeof TYPED>) =>
    withCompany(made.companyId, (db) => changeMailbox(db, changedOf(made.id, changed)));

  await change({ imapPort: "143", imapTls: "starttls" });
  expect(await readMailboxAccess(await stored(made))).toMatchObject({
    imapPort: 143,
    password: "correct horse",
  });

  await expect(change({ imapHost: "imap.thief.test" })).rejects.toThrow("passwordNeeded");
  await expect(change({ smtpHost: "smtp.thief.test" })).rejects.toThrow("passwordNeeded");

  await change({ imapHost: "imap.new.test", password: "another" });
  expect(await readMailboxAccess(await stored(made))).toMatchObject({
    imapHost: "imap.new.test",
    password: "another",
  });
});

test("a mailbox that a person consented to takes a password, and no other change without one", async () => {
  const { companyId, integrationId: id } = await consentedMailbox();
  const change = (password: string) =>
    withCompany(companyId, (db) => changeMailbox(db, changedOf(id, { password })));

  await expect(change("")).rejects.toThrow("passwordNeeded");
  await change("app password");

  const row = await stored({ companyId, id });
  expect(row.settings).not.toHaveProperty("oauth");
  expect(await readMailboxAccess(row)).toMatchObject({ imapPort: 993, password: "app password" });
});

test("a mailbox of another company is not there to be changed", async () => {
  const { id } = await connect();
  const { companyId } = await createCompany();
  const change = withCompany(companyId, (db) => changeMailbox(db, changedOf(id, { password: "x" })));
  await expect(change).rejects.toThrow("integrationGone");
});

test.each([
  ["imapHost", "imap.test/path"],
  ["imapHost", "user@imap.test"],
  ["imapPort", "0"],
  ["smtpPort", "65536"],
  ["address", "support"],
  ["sinceDays", "-1"],
  ["username", " "],
])("what is typed into %s is checked: %j", (field, value) => {
  const result = NewMailbox.safeParse({ ...TYPED, [field]: value });
  expect(result.error?.issues[0]?.path).toEqual([field]);
});
