import { env } from "@/lib/env";
import { type HoodiecrowMailbox, startImapServer } from "./imap-server";
import { type OAuthServer, startOAuthServer } from "./oauth-server";
import { type SmtpServer, startSmtpServer } from "./smtp-server";

/** Google, or Microsoft: who asks a person for consent, and the mailbox that its tokens open. */
export interface MailProvider {
  oauth: OAuthServer;
  imap: HoodiecrowMailbox;
  smtp: SmtpServer;
  /** The person takes the consent back at the provider: no token counts any more, and none is given. */
  takeBack(): void;
  /** From now on the provider gives tokens again to who asks a person. */
  giveAgain(): void;
  close(): Promise<void>;
}

const portOf = (url = "") => Number(new URL(url).port);

/** Starts where the product of the browser tests looks for its providers. One test at a time. */
export async function openMailProvider(address: string): Promise<MailProvider> {
  const account = { username: address, accessToken: "token-1" };
  const oauth = await startOAuthServer(portOf(env.GOOGLE_ISSUER));
  const imap = await startImapServer({ ...account, port: portOf(env.GOOGLE_IMAP) });
  const accounts = new Map([[address, "no password"]]);
  const smtp = await startSmtpServer({ ...account, accounts, port: portOf(env.GOOGLE_SMTP) });
  const accept = (token: string) => {
    imap.acceptToken(token);
    smtp.acceptToken(token);
  };
  Object.assign(oauth, { account: address, also: { access_token: "token-1" } });
  return {
    oauth,
    imap,
    smtp,
    takeBack: () => {
      oauth.refusal = { status: 400, error: "invalid_grant" };
      accept("none");
      imap.drop();
    },
    giveAgain: () => {
      oauth.refusal = undefined;
      oauth.also = { access_token: "token-2" };
      accept("token-2");
    },
    close: async () => {
      await Promise.all([oauth.close(), imap.close(), smtp.close()]);
    },
  };
}
