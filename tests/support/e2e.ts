import { test as base, expect, type Page } from "@playwright/test";
import { createCompany } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { closeConnections } from "@/db/connection";
import { hashPassword } from "@/lib/auth/passwords";
import { createEmployee } from "./factories/employee";
import { createIntegration } from "./factories/integration";
import { type HoodiecrowMailbox, startImapServer } from "./imap-server";
import { openPhone, type TestPhone } from "./phone";
import { type SmtpServer, startSmtpServer } from "./smtp-server";

export { expect };

const PASSWORD = "une phrase pour les essais";

/** A company of this test alone, in the installation that the tests of a run share. */
export interface TestCompany {
  companyId: number;
  owner: { employeeId: number; name: string; email: string; password: string };
  /** Adds a colleague who can sign in. */
  addColleague(name: string): Promise<{ employeeId: number; email: string; password: string }>;
}

/** A mailbox of the company on servers that really speak; what we send arrives in `smtp.emails`. */
export interface TestMailbox {
  integrationId: number;
  address: string;
  imap: HoodiecrowMailbox;
  smtp: SmtpServer;
}

interface Fixtures {
  company: TestCompany;
  mailbox: TestMailbox;
  /** The company's numbers, and a customer's telephone. */
  phone: TestPhone;
  /** A page on which the company's owner is signed in. */
  desk: Page;
}

export const test = base.extend<Fixtures, { database: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  company: async ({}, use, { testId }) => use(await makeCompany(testId)),

  mailbox: async ({ company }, use) => {
    const address = `contact@company-${company.companyId}.test`;
    const imap = await startImapServer({ username: address, password: "secret" });
    const smtp = await startSmtpServer({ accounts: new Map([[address, "secret"]]) });
    const { id } = await withCompany(company.companyId, (db) =>
      createIntegration(db, { address, name: "Atelier Lumen", access: accessTo(imap, smtp) }),
    );
    await use({ integrationId: id, address, imap, smtp });
    await Promise.all([imap.close(), smtp.close()]);
  },

  phone: async ({ company, baseURL }, use, testInfo) => {
    // It may have to wait for another test's.
    testInfo.setTimeout(120_000);
    const phone = await openPhone(company.companyId, baseURL ?? "");
    await use(phone);
    await phone.close();
  },

  desk: async ({ page, company }, use) => {
    await signIn(page, company.owner);
    await use(page);
  },

  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      await use(undefined);
      await closeConnections();
    },
    { scope: "worker", auto: true },
  ],
});

async function makeCompany(testId: string): Promise<TestCompany> {
  const email = `nadia-${testId}-${Date.now().toString(36)}@company.test`;
  const owner = { name: "Nadia Ferrand", email };
  const passwordHash = await hashPassword(PASSWORD);
  const made = await createCompany({
    name: "Atelier Lumen",
    locale: "fr",
    owner: { ...owner, passwordHash },
  });
  return {
    companyId: made.companyId,
    owner: { ...owner, employeeId: made.employeeId, password: PASSWORD },
    addColleague: async (name) => {
      const address = `${name.split(" ")[0]?.toLowerCase()}-${email}`;
      const employeeId = await createEmployee(made.companyId, { name, email: address, passwordHash });
      return { employeeId, email: address, password: PASSWORD };
    },
  };
}

const accessTo = (imap: HoodiecrowMailbox, smtp: SmtpServer) => ({
  username: imap.username,
  password: imap.password,
  imapHost: imap.host,
  imapPort: imap.port,
  imapTls: "none" as const,
  smtpHost: smtp.host,
  smtpPort: smtp.port,
  smtpTls: "none" as const,
});

/** Signs in by the form and waits for the inbox. */
export async function signIn(page: Page, account: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Adresse e-mail").fill(account.email);
  await page.getByLabel("Mot de passe").fill(account.password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.waitForURL("**/inbox**");
}
