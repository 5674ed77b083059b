import { expect, test } from "vitest";
import { readMailServers } from "@/lib/oauth/mail-servers";

test("a provider's own servers stand unless an address says otherwise", () => {
  expect(readMailServers({})).toEqual({});
  expect(readMailServers({ imap: "imaps://mail.example.com", smtp: "smtps://smtp.example.com" })).toEqual({
    imapHost: "mail.example.com",
    imapPort: 993,
    imapTls: "tls",
    smtpHost: "smtp.example.com",
    smtpPort: 465,
    smtpTls: "tls",
  });
  expect(readMailServers({ imap: "imap://127.0.0.1:1143" })).toEqual({
    imapHost: "127.0.0.1",
    imapPort: 1143,
    imapTls: "none",
  });
});
