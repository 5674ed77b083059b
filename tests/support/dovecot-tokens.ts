import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Where Dovecot asks whose an access token is. */
export interface TokenServer {
  url: string;
  accept(accessToken: string): void;
  close(): Promise<void>;
}

/** Tells of one token at a time that it is this user's, as a provider's tokeninfo does, on a loopback port. */
export async function startTokenServer(username: string, accepted: string): Promise<TokenServer> {
  let current = accepted;
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? "/", "http://tokens.test").searchParams.get("access_token");
    const isKnown = asked !== null && asked !== "" && asked === current;
    response.writeHead(isKnown ? 200 : 401, { "content-type": "application/json" });
    response.end(
      JSON.stringify(isKnown ? { email: username, expires_in: 3600 } : { error: "invalid_token" }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tokeninfo?access_token=`,
    accept: (accessToken) => {
      current = accessToken;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
