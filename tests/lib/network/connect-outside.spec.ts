import { type AddressInfo, createServer, type Server } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { env } from "@/lib/env";
import { connectOutside } from "@/lib/network/connect-outside";
import { allowLoopback } from "@/tests/support/loopback";

let server: Server;
let port: number;

beforeEach(async () => {
  allowLoopback();
  server = createServer((socket) => socket.on("error", () => {}).end("not TLS at all\r\n"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => server.close());

test("an open port gives a socket", async () => {
  const socket = await connectOutside({ host: "localhost", port, tls: false, timeoutMs: 500 });
  expect(socket.remotePort).toBe(port);
  socket.destroy();
});

test("a closed port takes as long as a filtered one and says the same", async () => {
  server.close();
  const startedAt = Date.now();
  const attempt = connectOutside({ host: "127.0.0.1", port, tls: false, timeoutMs: 300 });
  await expect(attempt).rejects.toThrow("outside:port");
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(295);
});

test("a server that speaks no TLS, or none that we trust, gets nothing", async () => {
  const attempt = connectOutside({ host: "127.0.0.1", port, tls: true, timeoutMs: 500 });
  await expect(attempt).rejects.toMatchObject({ code: "tls" });
});

test("an inner port is refused without being touched", async () => {
  env.ALLOWED_PRIVATE_HOSTS = "";
  let touched = 0;
  server.on("connection", () => touched++);
  await expect(connectOutside({ host: "127.0.0.1", port, tls: false, timeoutMs: 500 })).rejects.toThrow(
    "refused",
  );
  expect(touched).toBe(0);
});
