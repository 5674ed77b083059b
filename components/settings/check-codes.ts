/** Why a step of a mailbox failed: keys of `settings.mailboxFailure`. */
export const MAILBOX_FAILURES = [
  "name",
  "refused",
  "port",
  "tls",
  "login",
  "app-password",
  "consent",
  "client",
  "folder",
  "throttled",
  "lost",
  "broken",
  "sealed",
] as const;

/** Why a step of a number, a webhook or a consent did: keys of `settings.channelFailure`. */
export const CHANNEL_FAILURES = [
  "consent-over",
  "consent-ending",
  "keys",
  "secret",
  "vonage-sending",
  "vonage-account",
  "vonage-busy",
  "vonage-broken",
  "vonage-unreachable",
  "credit",
  "clock",
  "address",
  "address-private",
  "events-waiting",
  "callback-name",
  "callback-refused",
  "callback-port",
  "callback-tls",
  "callback-slow",
  "callback-signature",
  "callback-answer",
] as const;

/** Why a step was not tried, where there is more to say than that: keys of `settings.doctor.because`. */
export const SKIPPED_BECAUSE = ["plain", "noEvents", "noCallback"] as const;
