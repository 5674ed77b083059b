import type { Db } from "@/db/company";
import { MailboxFailure } from "@/lib/email/imap-failure";
import { AppError } from "@/lib/errors";
import type { ConsentRequest } from "./consent-request";
import { keepConsent } from "./keep-consent";
import { findClient } from "./providers";
import { exchangeCode } from "./tokens";

/** What a provider sends a person back with. */
export interface ConsentAnswer {
  code: string | null;
  /** Instead of a code, when the person or the provider refused. */
  error: string | null;
  redirectUri: string;
}

/**
 * Asks the provider for what the answer is worth; gives what keeps it, in the caller's transaction. Refuses an answer to
 * nothing that was asked, a person's no, and what the provider does not honour.
 */
export async function acceptConsent(
  request: ConsentRequest | undefined,
  { code, error, redirectUri }: ConsentAnswer,
): Promise<(db: Db) => Promise<number>> {
  const client = request && findClient(request.provider);
  if (!request || !client) throw new AppError("INVALID", "oauthOutdated");
  if (!code) throw new AppError("FORBIDDEN", error === "access_denied" ? "oauthDenied" : "oauthRefused");
  const tokens = await exchangeCode(client, { code, verifier: request.verifier, redirectUri }).catch(explain);
  return (db) => keepConsent(db, { request, provider: client.provider, tokens });
}

function explain(error: unknown): never {
  if (!(error instanceof MailboxFailure)) throw error;
  const isOurs = error.code === "client" || error.code === "consent" || error.code === "broken";
  throw new AppError("UNAVAILABLE", isOurs ? "oauthRefused" : "oauthUnreachable");
}
