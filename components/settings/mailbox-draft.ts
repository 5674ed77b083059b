export type MailTls = "tls" | "starttls" | "none";

export interface Servers {
  imapHost: string;
  imapPort: number;
  imapTls: MailTls;
  smtpHost: string;
  smtpPort: number;
  smtpTls: MailTls;
}

/** A provider whose servers are known. */
export interface Preset extends Servers {
  id: string;
  name: string;
  /** The part after the @ of addresses it gives out. */
  domains: readonly string[];
  savesSent: boolean;
  /** Where a person makes the app password it asks for. */
  appPasswordUrl?: string;
}

export interface MailboxDraft extends Servers {
  address: string;
  username: string;
  password: string;
  presetId: string;
  savesSent: boolean;
  sinceDays: number;
}

export const OTHER_PRESET = "other";
const UNKNOWN: Servers = {
  imapHost: "",
  imapPort: 993,
  imapTls: "tls",
  smtpHost: "",
  smtpPort: 465,
  smtpTls: "tls",
};

export const EMPTY_DRAFT: MailboxDraft = {
  ...UNKNOWN,
  address: "",
  username: "",
  password: "",
  presetId: OTHER_PRESET,
  savesSent: false,
  sinceDays: 0,
};

const domainOf = (address: string) => address.trim().toLowerCase().split("@")[1] ?? "";

/** The draft with another address: the provider follows its domain, the username follows until it was changed by hand. */
export function withAddress(draft: MailboxDraft, address: string, presets: Preset[]): MailboxDraft {
  const username = draft.username === draft.address ? address : draft.username;
  const next = { ...draft, address, username };
  const domain = domainOf(address);
  if (domain === domainOf(draft.address)) return next;
  const preset = presets.find(({ domains }) => domains.includes(domain));
  if (preset) return withPreset(next, preset.id, presets);
  // A provider that followed from the domain goes with it; one chosen by hand stays.
  const chosen = presets.find(({ id }) => id === draft.presetId);
  if (chosen?.domains.includes(domainOf(draft.address))) return withPreset(next, OTHER_PRESET, presets);
  return chosen ? next : guessHosts(next, domain);
}

export function withPreset(draft: MailboxDraft, presetId: string, presets: Preset[]): MailboxDraft {
  const preset = presets.find(({ id }) => id === presetId);
  if (!preset)
    return guessHosts(
      { ...draft, ...UNKNOWN, presetId: OTHER_PRESET, savesSent: false },
      domainOf(draft.address),
    );
  const { imapHost, imapPort, imapTls, smtpHost, smtpPort, smtpTls, savesSent } = preset;
  return { ...draft, presetId, imapHost, imapPort, imapTls, smtpHost, smtpPort, smtpTls, savesSent };
}

/** The usual names under a company's own domain, unless it already has others. */
function guessHosts(draft: MailboxDraft, domain: string): MailboxDraft {
  if (!domain.includes(".")) return draft;
  const isGuess = (host: string, prefix: string) => host === "" || host.startsWith(`${prefix}.`);
  return {
    ...draft,
    imapHost: isGuess(draft.imapHost, "imap") ? `imap.${domain}` : draft.imapHost,
    smtpHost: isGuess(draft.smtpHost, "smtp") ? `smtp.${domain}` : draft.smtpHost,
  };
}
