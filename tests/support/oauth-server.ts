import { OAuth2Server } from "oauth2-mock-server";
import { env } from "@/lib/env";

export interface OAuthServer {
  issuer: string;
  /** Who consents; undefined gives no address away. */
  account: string | undefined;
  /** Every request for tokens, as it was asked. */
  asked: Record<string, string>[];
  /** The access token of the newest answer. */
  accessToken: string;
  /** Seconds that an access token holds. */
  lasts: number;
  /** What every answer holds besides. */
  also: Record<string, unknown>;
  /** Answers this instead of tokens. */
  refusal: { status: number; error: string } | undefined;
  delayMs: number;
  close(): Promise<void>;
}

/** A provider's consent page and token endpoint on a loopback port; everybody who comes consents at once. */
export async function startOAuthServer(port?: number): Promise<OAuthServer> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate("RS256");
  await server.start(port, "127.0.0.1");
  const state: OAuthServer = {
    issuer: `http://127.0.0.1:${server.address().port}`,
    account: "support@atelier.test",
    asked: [],
    accessToken: "",
    lasts: 3600,
    also: {},
    refusal: undefined,
    delayMs: 0,
    close: () => server.stop(),
  };
  server.issuer.url = state.issuer;
  server.service.on("beforeTokenSigning", (token) => Object.assign(token.payload, { email: state.account }));
  server.service.on("beforeResponse", (response, request) => {
    state.asked.push({ ...request.body });
    if (state.refusal) {
      response.statusCode = state.refusal.status;
      response.body = { error: state.refusal.error };
      return;
    }
    state.accessToken = `access-${state.asked.length}`;
    Object.assign(response.body, { access_token: state.accessToken, expires_in: state.lasts }, state.also);
  });
  return state;
}

/** The installation has a client at this provider, by both names. */
export function trustOAuthServer({ issuer }: OAuthServer): void {
  for (const name of ["GOOGLE", "MICROSOFT"] as const) {
    env[`${name}_CLIENT_ID`] = "inbox";
    env[`${name}_CLIENT_SECRET`] = "of the client";
    env[`${name}_ISSUER`] = issuer;
  }
}
