import { type AddressInfo, createServer, type Server } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { env } from "@/lib/env";
import { connectOutside } from "@/lib/network/connect-outside";
import { resolveOutside } from "@/lib/network/guard";
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

const knock = async (host: string, tls: boolean, timeoutMs = 500) =>
  connectOutside(await resolveOutside(host, port), { port, tls, timeoutMs });

test("an open port gives a socket", async () => {
  const socket = await knock("localhost", false);
  expect(socket.remotePort).toBe(port);
  socket.destroy();
});

test("a closed port takes as long as a filtered one and says the same", async () => {
  server.close();
  const startedAt = Date.now();
  await expect(knock("127.0.0.1", false, 300)).rejects.toThrow("outside:port");
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(295);
});

test("a server that speaks no TLS, or none that we trust, gets nothing", async () => {
  await expect(knock("127.0.0.1", true)).rejects.toMatchObject({ code: "tls" });
});

test("an inner port is refused without being touched", async () => {
  env.ALLOWED_PRIVATE_HOSTS = "";
  let touched = 0;
  server.on("connection", () => touched++);
  await expect(knock("127.0.0.1", false)).rejects.toThrow("refused");
  expect(touched).toBe(0);
});
