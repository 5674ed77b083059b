import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { env } from "@/lib/env";
import { fetchOutside } from "@/lib/network/fetch-outside";
import { allowLoopback } from "@/tests/support/loopback";

const LIMITS = { maxBytes: 1000, timeoutMs: 500, accept: ["image/png"] };
const asked: string[] = [];
let server: Server;
let origin: string;

const pages: Record<string, RequestListener> = {
  "/ok.png": (_, answer) => answer.writeHead(200, { "content-type": "image/png; charset=x" }).end("pixels"),
  "/once": (_, answer) => answer.writeHead(302, { location: "/ok.png" }).end(),
  "/forever": (_, answer) => answer.writeHead(307, { location: "/forever" }).end(),
  "/inwards": (_, answer) => answer.writeHead(301, { location: "http://169.254.169.254/latest" }).end(),
  "/file": (_, answer) => answer.writeHead(308, { location: "file:///etc/passwd" }).end(),
  "/svg": (_, answer) => answer.writeHead(200, { "content-type": "image/svg+xml" }).end("<svg/>"),
  "/zip": (_, answer) =>
    answer.writeHead(200, { "content-type": "image/png", "content-encoding": "gzip" }).end("x"),
  "/declared": (_, answer) =>
    answer.writeHead(200, { "content-type": "image/png", "content-length": "100000000" }).write("x"),
  "/endless": (_, answer) => {
    answer.writeHead(200, { "content-type": "image/png" });
    const timer = setInterval(() => answer.write("x".repeat(400)), 5);
    answer.once("close", () => clearInterval(timer));
  },
  "/silent": () => {},
  "/broken": (_, answer) => answer.writeHead(500).end("secret"),
};

beforeAll(async () => {
  server = createServer((request, answer) => {
    asked.push(request.url ?? "");
    pages[request.url ?? ""]?.(request, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(allowLoopback);

test("an image comes with its type, directly or behind a redirect that was checked again", async () => {
  const image = { type: "image/png", body: Buffer.from("pixels") };
  expect(await fetchOutside(`${origin}/ok.png`, LIMITS)).toEqual(image);
  expect(await fetchOutside(`${origin}/once`, LIMITS)).toEqual(image);
});

test.each([
  ["/forever", "redirect"],
  ["/inwards", "refused"],
  ["/file", "refused"],
  ["/svg", "type"],
  ["/zip", "type"],
  ["/declared", "too-large"],
  ["/endless", "too-large"],
  ["/silent", "slow"],
  ["/broken", "answer"],
])("%s is not fetched: %s", async (path, code) => {
  await expect(fetchOutside(origin + path, LIMITS)).rejects.toMatchObject({
    code,
    message: `outside:${code}`,
  });
});

test.each([
  "ftp://example.com/a.png",
  "data:image/png;base64,AA",
  "http://a:b@example.com/",
  "http://8.8.8.8:22/",
])("%s is refused before anything is asked", async (url) => {
  await expect(fetchOutside(url, LIMITS)).rejects.toMatchObject({ code: "refused" });
});

test("nothing on this machine is asked when the installation does not allow it", async () => {
  env.ALLOWED_PRIVATE_HOSTS = "";
  const before = asked.length;
  await expect(fetchOutside(`${origin}/ok.png`, LIMITS)).rejects.toMatchObject({ code: "refused" });
  expect(asked).toHaveLength(before);
});
