import { env } from "@/lib/env";
import { type MailServers, readMailServers } from "./mail-servers";

const PROVIDER_IDS = ["google", "microsoft"] as const;
export type ProviderId = (typeof PROVIDER_IDS)[number];

/** A mail provider that opens its mailboxes to an application a person consents to, instead of a password. */
export interface Provider {
  id: ProviderId;
  name: string;
  authorizeUrl: string;
  tokenUrl: string;
  scopes: readonly string[];
  /** What it wants to hear beside what the protocol says, to give access that outlasts the visit. */
  asks: Readonly<Record<string, string>>;
  servers: MailServers;
  /** How long a consent lasts that nobody uses, where the answers do not tell. */
  unusedDays: number | null;
}

const PROVIDERS: Record<ProviderId, Provider> = {
  google: {
    id: "google",
    name: "Google",
    authorizeUrl: "https://accounts.google.com/o/oauth2/v2/auth",
    tokenUrl: "https://oauth2.googleapis.com/token",
    scopes: ["https://mail.google.com/", "openid", "email"],
    // Without asking for the consent anew a second one comes without a refresh token.
    asks: { access_type: "offline", prompt: "consent" },
    servers: {
      imapHost: "imap.gmail.com",
      imapPort: 993,
      imapTls: "tls",
      smtpHost: "smtp.gmail.com",
      smtpPort: 465,
      smtpTls: "tls",
    },
    unusedDays: null,
  },
  microsoft: {
    id: "microsoft",
    name: "Microsoft",
    authorizeUrl: "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
    tokenUrl: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
    scopes: [
      "https://outlook.office.com/IMAP.AccessAsUser.All",
      "https://outlook.office.com/SMTP.Send",
      "offline_access",
      "openid",
      "email",
      "profile",
    ],
    asks: { prompt: "select_account" },
    servers: {
      imapHost: "outlook.office365.com",
      imapPort: 993,
      imapTls: "tls",
      smtpHost: "smtp.office365.com",
      smtpPort: 587,
      smtpTls: "starttls",
    },
    unusedDays: 90,
  },
};

/** This installation as its provider knows it. */
export interface Client {
  provider: Provider;
  clientId: string;
  clientSecret: string;
  issuer: string | undefined;
}

/** Undefined where there is no such provider, or where the installation has no client of it. */
export function findClient(providerId: string): Client | undefined {
  const id = PROVIDER_IDS.find((known) => known === providerId);
  if (!id) return undefined;
  const { clientId, clientSecret = "", issuer, imap, smtp } = configured(id);
  if (!clientId) return undefined;
  const servers = { ...PROVIDERS[id].servers, ...readMailServers({ imap, smtp }) };
  return { provider: { ...PROVIDERS[id], servers }, clientId, clientSecret, issuer };
}

/** Those a mailbox can be connected with here. */
export const listClients = (): Client[] => PROVIDER_IDS.flatMap((id) => findClient(id) ?? []);

export const nameOfProvider = (id: ProviderId): string => PROVIDERS[id].name;

const NAMES = { google: "GOOGLE", microsoft: "MICROSOFT" } as const;

function configured(id: ProviderId) {
  const name = NAMES[id];
  return {
    clientId: env[`${name}_CLIENT_ID`],
    clientSecret: env[`${name}_CLIENT_SECRET`],
    issuer: env[`${name}_ISSUER`],
    imap: env[`${name}_IMAP`],
    smtp: env[`${name}_SMTP`],
  };
}
