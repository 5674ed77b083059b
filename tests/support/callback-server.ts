import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** What a service of the customer's own got from us. */
export interface ReceivedCallback {
  headers: IncomingHttpHeaders;
  body: string;
}

/** Answers callbacks on a loopback port, as it is told. */
export async function startCallbackServer() {
  const received: ReceivedCallback[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    const { status, headers } = state.answer;
    response.writeHead(status, headers).end("An answer that nobody reads");
  });
  const state = {
    url: "",
    received,
    answer: { status: 204, headers: {} as Record<string, string> },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/answers`;
  return state;
}
