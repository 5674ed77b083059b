import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Exchange } from "./exchange";
import { OUR_NUMBERS } from "./exchange";
import words from "./phone/words.json" with { type: "json" };
import { nameOf, PHONE_OWNERS } from "./phone-book";
import type { Shop } from "./shop";

const number = z.enum(PHONE_OWNERS.map((owner) => owner.number));
const Talk = z.object({ channel: z.enum(["sms", "whatsapp"]), number });
const Written = Talk.extend({
  text: z.string().trim().max(4_096),
  image: z.object({ type: z.enum(["image/png", "image/jpeg"]), content: z.base64() }).optional(),
}).refine(({ text, image, channel }) => (image ? channel === "whatsapp" : text !== ""));

const BODY_AT_MOST = 8 * 1024 * 1024;
const PAGES: Record<string, [file: string, type: string]> = {
  "/": ["page.html", "text/html; charset=utf-8"],
  "/layout.css": ["layout.css", "text/css; charset=utf-8"],
  "/phone.css": ["phone.css", "text/css; charset=utf-8"],
  "/phone.js": ["phone.js", "text/javascript; charset=utf-8"],
};

interface World {
  /** Where it is looked for first; where another program answers there, it is elsewhere. */
  port: number;
  exchange: Exchange;
  shop: Shop;
  /** Somebody speaks by this telephone. */
  onPlay: (number: string) => void;
}

/** The customers' telephones as a page on this machine, and the address at which the shop is called back. */
export async function openPhones(world: World): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(world, request, response).catch(() => response.writeHead(400).end());
  });
  const port = await listen(server, world.port);
  return {
    url: `http://localhost:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const { method, headers } = request;
  if (!isFromHere(headers)) return void response.writeHead(403).end();
  const page = PAGES[pathname];
  if (method === "GET" && page) return givePage(headers["accept-language"], page, response);
  if (method === "GET" && pathname === "/events") return follow(world.exchange, request, response);
  if (method === "GET" && pathname.startsWith("/media/")) {
    const file = world.exchange.media.get(pathname.slice("/media/".length));
    if (!file) return void response.writeHead(404).end();
    return void response.writeHead(200, { "content-type": file.type, ...HARMLESS }).end(file.content);
  }
  if (method !== "POST") return void response.writeHead(404).end();
  const body = await read(request);
  response.writeHead(take(world, { pathname, headers, body })).end();
}

interface Posted {
  pathname: string;
  headers: IncomingMessage["headers"];
  body: string;
}

function take({ exchange, shop, onPlay }: World, { pathname, headers, body }: Posted): number {
  if (pathname === "/shop/answers") return shop.answer(headers as Record<string, string>, body);
  // Another site's form cannot say that it sends JSON.
  if (headers["content-type"] !== "application/json") return 415;
  if (pathname === "/read") {
    exchange.read(Talk.parse(JSON.parse(body)));
    return 204;
  }
  if (pathname !== "/messages") return 404;
  const { text, image, ...talk } = Written.parse(JSON.parse(body));
  onPlay(talk.number);
  const content = image && { type: image.type, content: Buffer.from(image.content, "base64") };
  void exchange.write(talk, { name: nameOf(talk.number), text, image: content });
  return 202;
}

const HARMLESS = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
};

// A page elsewhere could point a name of its own at this machine.
function isFromHere({ host = "", origin }: IncomingMessage["headers"]): boolean {
  const isLocal = /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(host);
  return isLocal && (origin === undefined || origin === `http://${host}`);
}

function givePage(
  languages: string | undefined,
  [file, type]: [string, string],
  response: ServerResponse,
): void {
  const language = languages?.trim().toLowerCase().startsWith("fr") ? "fr" : "en";
  const spoken: Record<string, string> = words[language];
  const text = readFileSync(fileURLToPath(new URL(`phone/${file}`, import.meta.url)), "utf8");
  const filled = text
    .replace('lang="en"', `lang="${language}"`)
    .replace(/\{\{(\w+)\}\}/g, (_, key: string) => spoken[key] ?? "");
  response.writeHead(200, { "content-type": type, vary: "accept-language", ...HARMLESS }).end(filled);
}

function follow({ talks }: Exchange, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", ...HARMLESS });
  const tell = () => {
    const state = { numbers: OUR_NUMBERS, owners: PHONE_OWNERS, talks: talks.all() };
    response.write(`data: ${JSON.stringify(state)}\n\n`);
  };
  tell();
  request.once("close", talks.watch(tell));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_AT_MOST) throw new Error("Too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function listen(server: Server, wanted: number): Promise<number> {
  const tryAt = (port: number) =>
    new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
  if (!(await tryAt(wanted)) && !(await tryAt(0))) throw new Error("There is no port for the telephones");
  server.removeAllListeners("error");
  return (server.address() as AddressInfo).port;
}
