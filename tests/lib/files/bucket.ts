import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What an S3-compatible store answers to putting, getting and removing an object. */
export async function startBucket() {
  const objects = new Map<string, Buffer>();
  const bucket = { url: "", asked: [] as string[], isBroken: false, close };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "", "http://bucket").pathname;
    bucket.asked.push(path);
    const body = await bytesOf(request);
    if (bucket.isBroken) return response.writeHead(403).end("<Error><Code>AccessDenied</Code></Error>");
    if (request.method === "PUT") {
      objects.set(path, body);
      return response.end();
    }
    if (request.method === "DELETE") {
      objects.delete(path);
      return response.writeHead(204).end();
    }
    const object = objects.get(path);
    if (object) return response.end(object);
    response.writeHead(404, { "content-type": "application/xml" });
    response.end("<Error><Code>NoSuchKey</Code></Error>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  bucket.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return bucket;

  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
