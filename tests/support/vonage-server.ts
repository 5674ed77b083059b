import { createVerify, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { makeAccount, type VonageAccount } from "./vonage-account";

/** A message whose request arrived here whole, answered or not. */
export interface SentMessage {
  uuid: string;
  api: "messages" | "sms";
  body: Record<string, unknown>;
}

/** `drop` cuts the line and `silence` says nothing, both after the message was taken; the others refuse it. */
export type VonageFault =
  | "drop"
  | "silence"
  | { status: number; body?: object; headers?: Record<string, string> }
  | { smsStatus: string };

export interface VonageServer {
  url: string;
  account: VonageAccount;
  sent: SentMessage[];
  fault: VonageFault | undefined;
  /** The files that came with messages, by the last part of their address. */
  media: Map<string, { type: string; content: Buffer }>;
  /** What the account has left, in euros. */
  balance: number;
  /** Media are only given to the account's own application. */
  isMediaSecure: boolean;
  close(): Promise<void>;
}

interface Options {
  account?: VonageAccount;
  /** Any that is free, unless somebody was told before. */
  port?: number;
  /** Hears of what is sent before it is answered. */
  onSend?: (message: SentMessage) => Promise<void> | void;
}

/** Speaks Vonage's Messages API, its SMS API and its media on a loopback port, and fails where it is told to. */
export async function startVonageServer({
  account = makeAccount(),
  port = 0,
  onSend,
}: Options = {}): Promise<VonageServer> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const state: VonageServer = {
    url: "",
    account,
    sent: [],
    fault: undefined,
    media: new Map(),
    balance: 12.5,
    isMediaSecure: true,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", "http://vonage.test");
    const body = await read(request);
    if (pathname.startsWith("/v3/media/")) return giveMedia(request, response);
    if (!isSignedIn(request, account))
      return say(response, 401, problem("Unauthorized", "You did not provide correct credentials."));
    if (pathname === "/account/get-balance")
      return say(response, 200, { value: state.balance, autoReload: false });
    if (pathname === "/v1/messages") return take(response, "messages", body);
    if (pathname === "/sms/json") return take(response, "sms", body);
    say(response, 404, problem("Not Found", pathname));
  }

  async function take(
    response: ServerResponse,
    api: SentMessage["api"],
    body: Record<string, unknown>,
  ): Promise<void> {
    const { fault } = state;
    if (typeof fault === "object" && "status" in fault)
      return say(response, fault.status, fault.body ?? {}, fault.headers);
    if (typeof fault === "object")
      return say(response, 200, smsAnswer({ status: fault.smsStatus, "error-text": "Told to refuse" }));
    if (!body.to || !body.from) return say(response, 422, problem("1120", "Invalid: a number is missing"));
    const message = { uuid: randomUUID(), api, body };
    state.sent.push(message);
    await onSend?.(message);
    if (fault === "drop") return void response.destroy();
    if (fault === "silence") return;
    if (api === "messages") say(response, 202, { message_uuid: message.uuid });
    else say(response, 200, smsAnswer({ status: "0", "message-id": message.uuid, to: body.to }));
  }

  function giveMedia(request: IncomingMessage, response: ServerResponse): void {
    const file = state.media.get(request.url?.split("/").at(-1) ?? "");
    const isKnown = !state.isMediaSecure || isSignedIn(request, account);
    const isFaulty = typeof state.fault === "object" && "status" in state.fault;
    if (!isKnown) say(response, 401, {});
    else if (isFaulty) say(response, (state.fault as { status: number }).status, {});
    else if (!file) say(response, 404, {});
    else {
      const headers = { "content-type": file.type, "content-length": file.content.length };
      response.writeHead(200, headers).end(file.content);
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}

const problem = (title: string, detail: string) => ({
  type: `https://developer.vonage.com/api-errors/messages#${title}`,
  title,
  detail,
  instance: randomUUID(),
});

const smsAnswer = (message: Record<string, unknown>) => ({ "message-count": "1", messages: [message] });

async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
}

function say(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

function isSignedIn({ headers }: IncomingMessage, account: VonageAccount): boolean {
  const [scheme, token = ""] = (headers.authorization ?? "").split(" ");
  if (scheme === "Basic")
    return token === Buffer.from(`${account.apiKey}:${account.apiSecret}`).toString("base64");
  const [head = "", claims = "", proof = ""] = token.split(".");
  if (scheme !== "Bearer" || proof === "") return false;
  const said = JSON.parse(Buffer.from(claims, "base64url").toString());
  const isSigned = createVerify("RSA-SHA256")
    .update(`${head}.${claims}`)
    .verify(account.publicKey, proof, "base64url");
  return isSigned && said.application_id === account.applicationId && said.exp * 1000 > Date.now();
}
