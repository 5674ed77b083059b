import { afterEach, expect, test } from "vitest";
import type { MailboxAccess } from "@/lib/email/imap";
import { env } from "@/lib/env";
import { examineAccess, examineMailbox, readTypedAccess } from "@/lib/integrations/examine-mailbox";
import type { NewMailbox } from "@/lib/integrations/mailbox-input";
import { startImapServer } from "@/tests/support/imap-server";
import { connectTo } from "@/tests/support/mailbox";
import { startImapStub, startScriptedServer } from "@/tests/support/scripted-server";
import { startSmtpServer } from "@/tests/support/smtp-server";
import { UNTRUSTED } from "@/tests/support/untrusted-certificate";

const open: { close(): Promise<void> }[] = [];
const opened = <Server extends { close(): Promise<void> }>(server: Server): Server => {
  open.push(server);
  return server;
};
afterEach(async () => {
  env.ALLOWED_PRIVATE_HOSTS = "127.0.0.1";
  for (const server of open.splice(0)) await server.close();
});

const CLOSED_PORT = 1;

function mailboxAt(access: Partial<NewMailbox>): NewMailbox {
  return {
    address: "support@atelier.test",
    username: "support@atelier.test",
    password: "secret",
    imapHost: "127.0.0.1",
    imapPort: CLOSED_PORT,
    imapTls: "none",
    smtpHost: "127.0.0.1",
    smtpPort: CLOSED_PORT,
    smtpTls: "none",
    savesSent: false,
    sinceDays: 0,
    ...access,
  };
}

const IMPATIENT = { connectMs: 500, silenceMs: 2000 };
const examine = (mailbox: MailboxAccess) => examineAccess(mailbox, IMPATIENT);

const outcomesOf = (checks: Awaited<ReturnType<typeof examineAccess>>) =>
  Object.fromEntries(checks.map(({ step, outcome, code }) => [step, code ?? outcome]));

test("a mailbox that works passes every step, and says what was found and how long it took", async () => {
  const imap = opened(await startImapServer());
  const smtp = opened(await startSmtpServer());

  const checks = await examine(mailboxAt({ imapPort: imap.port, smtpPort: smtp.port }));

  expect(outcomesOf(checks)).toEqual({
    name: "passed",
    port: "passed",
    tls: "plain",
    login: "passed",
    folder: "passed",
    sending: "passed",
  });
  expect(checks.find(({ step }) => step === "folder")?.detail).toContain("INBOX, Sent");
  expect(checks.find(({ step }) => step === "login")?.milliseconds).toBeGreaterThanOrEqual(0);
  expect(smtp.emails).toEqual([]);
});

test("a name that leads nowhere fails at the name, and only sending is still tried", async () => {
  const smtp = opened(await startSmtpServer());
  const checks = await examine(mailboxAt({ imapHost: "imap.nowhere.invalid", smtpPort: smtp.port }));

  expect(outcomesOf(checks)).toEqual({
    name: "name",
    port: "skipped",
    tls: "skipped",
    login: "skipped",
    folder: "skipped",
    sending: "passed",
  });
});

test("a private host that the installation does not allow is refused, and nothing more is told of it", async () => {
  const imap = opened(await startImapServer());
  env.ALLOWED_PRIVATE_HOSTS = "";

  const [name, ...others] = await examine(mailboxAt({ imapPort: imap.port, imapTls: "tls" }));

  expect(name).toMatchObject({ step: "name", outcome: "failed", code: "refused", detail: "" });
  expect(others.at(-1)).toMatchObject({ step: "sending", code: "refused", detail: "" });
});

test("a closed port fails at the port", async () => {
  const checks = await examine(mailboxAt({}));
  expect(outcomesOf(checks)).toMatchObject({
    name: "passed",
    port: "port",
    login: "skipped",
    sending: "port",
  });
});

test.each(["tls", "starttls"] as const)(
  "a certificate that nobody vouches for fails at the encryption (%s)",
  async (imapTls) => {
    const imap = opened(await startImapServer({ secure: imapTls === "tls", credentials: UNTRUSTED }));

    const checks = await examine(mailboxAt({ imapPort: imap.port, imapTls }));

    expect(outcomesOf(checks)).toMatchObject({ port: "passed", tls: "tls", folder: "skipped" });
  },
);

test("a server that offers no encryption fails at the encryption", async () => {
  const imap = opened(await startImapServer());
  const checks = await examine(mailboxAt({ imapPort: imap.port, imapTls: "starttls" }));
  expect(outcomesOf(checks)).toMatchObject({ port: "passed", tls: "tls", login: "skipped" });
});

test("a wrong password fails at the login, and is not tried a second time for sending", async () => {
  const imap = opened(await startImapServer());
  const smtp = opened(await startSmtpServer());

  const checks = await examine(mailboxAt({ imapPort: imap.port, smtpPort: smtp.port, password: "wrong" }));

  expect(outcomesOf(checks)).toMatchObject({ login: "login", folder: "skipped", sending: "skipped" });
});

test("a provider that wants an app password is understood", async () => {
  const answer =
    "NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833";
  const imap = opened(await startImapStub({ mails: {}, on: { LOGIN: (tag) => `${tag} ${answer}\r\n` } }));

  const checks = await examine(mailboxAt({ imapPort: imap.port }));

  expect(checks.find(({ step }) => step === "login")).toMatchObject({
    code: "app-password",
    detail: expect.stringContaining("Application-specific password"),
  });
});

test("folders that are not shown fail at the folders", async () => {
  const imap = opened(
    await startImapStub({ mails: {}, on: { LIST: (tag) => `${tag} NO IMAP access is disabled\r\n` } }),
  );
  const checks = await examine(mailboxAt({ imapPort: imap.port }));
  expect(outcomesOf(checks)).toMatchObject({ login: "passed", folder: "folder" });
});

test("something that is no mail server fails at the login as unreadable, not with a crash", async () => {
  const other = opened(await startScriptedServer("HTTP/1.1 400 Bad Request\r\n\r\n", () => "drop"));
  const smtp = opened(await startSmtpServer());
  const checks = await examine(mailboxAt({ imapPort: other.port, smtpPort: smtp.port }));
  const login = checks.find(({ step }) => step === "login");
  expect(login).toMatchObject({ outcome: "failed", code: expect.stringMatching(/^(?:lost|broken|port)$/) });
  // Nobody refused the credentials: sending is still tried.
  expect(outcomesOf(checks)).toMatchObject({ sending: "passed" });
});

test("sending that refuses the login fails at sending", async () => {
  const imap = opened(await startImapServer());
  const smtp = opened(await startSmtpServer({ accounts: new Map([["other@atelier.test", "secret"]]) }));

  const checks = await examine(mailboxAt({ imapPort: imap.port, smtpPort: smtp.port }));

  expect(outcomesOf(checks)).toMatchObject({ folder: "passed", sending: "login" });
});

test("a connected mailbox is examined with its stored password, by its own company only", async () => {
  const imap = opened(await startImapServer());
  const { companyId, integrationId } = await connectTo(imap);
  const other = await connectTo(imap);

  expect(outcomesOf(await examineMailbox(companyId, integrationId, IMPATIENT))).toMatchObject({
    folder: "passed",
  });
  await expect(examineMailbox(other.companyId, integrationId)).rejects.toThrow("integrationGone");
});

test("other settings are tried with the stored password, but it is told to no other server", async () => {
  const imap = opened(await startImapServer());
  const thief = opened(await startImapStub({ mails: {} }));
  const { companyId, integrationId } = await connectTo(imap);
  const { address, sinceDays, ...servers } = mailboxAt({ imapPort: imap.port, password: "" });
  const changed = { ...servers, integrationId };

  expect(outcomesOf(await examine(await readTypedAccess(companyId, changed)))).toMatchObject({
    login: "passed",
  });
  await expect(
    readTypedAccess(companyId, { ...changed, imapHost: "localhost", imapPort: thief.port }),
  ).rejects.toThrow("passwordNeeded");
  expect(thief.lines).toEqual([]);
});

async function tellOf(mailbox: MailboxAccess) {
  const told: string[] = [];
  const checks = await examineAccess(mailbox, {
    ...IMPATIENT,
    tell: ({ step, outcome }) => told.push(`${step} ${outcome}`),
  });
  return { told, checks };
}

test("each step is told when it begins and when it ends, and what is skipped once", async () => {
  const imap = opened(await startImapServer());
  const { told } = await tellOf(mailboxAt({ imapPort: imap.port }));

  expect(told).toEqual([
    ...["name running", "name passed", "port running", "port passed", "tls running", "tls skipped"],
    ...["login passed", "folder running", "folder passed", "sending running", "sending failed"],
  ]);
});

test("every step that begins comes to an end, wherever it stops", async () => {
  const imap = opened(await startImapServer());
  const plain = await startImapServer();
  const mailboxes = [
    mailboxAt({ imapHost: "imap.nowhere.invalid" }),
    mailboxAt({}),
    mailboxAt({ imapPort: imap.port, password: "wrong" }),
    mailboxAt({ imapPort: opened(plain).port, imapTls: "starttls" }),
    mailboxAt({ imapPort: imap.port, imapTls: "tls" }),
  ];
  for (const mailbox of mailboxes) {
    const { told, checks } = await tellOf(mailbox);
    const ended = told.filter((line) => !line.endsWith("running"));
    expect(ended.toSorted()).toEqual(checks.map(({ step, outcome }) => `${step} ${outcome}`).toSorted());
    expect(ended).toHaveLength(6);
  }
});
