import { afterEach, beforeEach, expect, test } from "vitest";
import { type MailboxAccess, withImap } from "@/lib/email/imap";
import { sendEmail } from "@/lib/email/smtp";
import { type HoodiecrowMailbox, startImapServer } from "@/tests/support/imap-server";
import { letter } from "@/tests/support/letter";
import { type SmtpServer, startSmtpServer } from "@/tests/support/smtp-server";

let imap: HoodiecrowMailbox;
let smtp: SmtpServer;

beforeEach(async () => {
  imap = await startImapServer({ accessToken: "access-1" });
  smtp = await startSmtpServer({ accessToken: "access-1" });
});
afterEach(() => Promise.all([imap.close(), smtp.close()]));

const accessBy = (accessToken: string): MailboxAccess => ({
  imapHost: imap.host,
  imapPort: imap.port,
  imapTls: "none",
  smtpHost: smtp.host,
  smtpPort: smtp.port,
  smtpTls: "none",
  username: "support@atelier.test",
  password: "",
  accessToken,
});

const email = {
  raw: Buffer.from(letter({ id: "1@atelier.test" })),
  envelope: { from: "support@atelier.test", to: ["claire@customer.test"] },
};

test("a mailbox is read with a token instead of a password", async () => {
  await imap.deliver(letter());
  const exists = await withImap(accessBy("access-1"), async (client) => {
    const { exists } = await client.mailboxOpen("INBOX", { readOnly: true });
    return exists;
  });
  expect(exists).toBe(1);
});

test("mail is sent with a token instead of a password", async () => {
  expect(await sendEmail(accessBy("access-1"), email)).toMatchObject({ outcome: "sent" });
  expect(smtp.emails).toHaveLength(1);
  expect(smtp.emails[0]?.username).toBe("support@atelier.test");
});

test("a token that does not count any more is said to want another consent", async () => {
  await expect(withImap(accessBy("old"), async () => {})).rejects.toMatchObject({ code: "consent" });
  expect(await sendEmail(accessBy("old"), email)).toMatchObject({
    outcome: "failed",
    mailbox: "consent",
    permanent: false,
  });
  expect(smtp.emails).toEqual([]);
});
