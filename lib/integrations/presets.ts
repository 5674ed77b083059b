import type { MailboxAccess } from "@/lib/email/imap";

type Servers = Omit<MailboxAccess, "username" | "password" | "accessToken">;

/** A provider whose servers are known, so that an address and a password suffice. */
export interface MailPreset extends Servers {
  id: string;
  name: string;
  /** The part after the @ of addresses that are certainly this provider's. */
  domains: readonly string[];
  /** It puts a copy of what we send by SMTP into Sent by itself; a second copy would show the mail twice. */
  savesSent: boolean;
  /** Where a person makes the app password it asks for instead of the usual one. */
  appPasswordUrl?: string;
}

const tlsAt = (imapHost: string, smtpHost = imapHost): Servers => ({
  imapHost,
  imapPort: 993,
  imapTls: "tls",
  smtpHost,
  smtpPort: 465,
  smtpTls: "tls",
});

/** In the order of their names. Providers that only take OAuth (Microsoft 365) are not among them. */
export const MAIL_PRESETS: readonly MailPreset[] = [
  {
    id: "fastmail",
    name: "Fastmail",
    domains: ["fastmail.com", "fastmail.fm"],
    ...tlsAt("imap.fastmail.com", "smtp.fastmail.com"),
    savesSent: false,
    appPasswordUrl: "https://www.fastmail.help/hc/en-us/articles/360058752854",
  },
  {
    id: "free",
    name: "Free",
    domains: ["free.fr"],
    ...tlsAt("imap.free.fr", "smtp.free.fr"),
    savesSent: false,
  },
  { id: "gandi", name: "Gandi", domains: [], ...tlsAt("mail.gandi.net"), savesSent: false },
  {
    id: "gmail",
    name: "Gmail",
    domains: ["gmail.com", "googlemail.com"],
    ...tlsAt("imap.gmail.com", "smtp.gmail.com"),
    savesSent: true,
    appPasswordUrl: "https://support.google.com/accounts/answer/185833",
  },
  {
    id: "infomaniak",
    name: "Infomaniak",
    domains: ["ik.me", "ikmail.com", "etik.com"],
    ...tlsAt("mail.infomaniak.com"),
    savesSent: false,
  },
  {
    id: "ionos",
    name: "IONOS",
    domains: [],
    ...tlsAt("imap.ionos.fr", "smtp.ionos.fr"),
    savesSent: false,
  },
  {
    id: "orange",
    name: "Orange",
    domains: ["orange.fr", "wanadoo.fr"],
    ...tlsAt("imap.orange.fr", "smtp.orange.fr"),
    savesSent: false,
  },
  { id: "ovh", name: "OVHcloud", domains: [], ...tlsAt("ssl0.ovh.net"), savesSent: false },
  {
    id: "zoho",
    name: "Zoho",
    domains: ["zoho.com", "zohomail.com"],
    ...tlsAt("imap.zoho.com", "smtp.zoho.com"),
    savesSent: true,
    appPasswordUrl: "https://www.zoho.com/mail/help/adminconsole/two-factor-authentication.html",
  },
  {
    id: "zoho-eu",
    name: "Zoho (Europe)",
    domains: ["zoho.eu", "zohomail.eu"],
    ...tlsAt("imap.zoho.eu", "smtp.zoho.eu"),
    savesSent: true,
    appPasswordUrl: "https://www.zoho.com/mail/help/adminconsole/two-factor-authentication.html",
  },
];
