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
    const refuse = (status: number, code: string) =>
      response
        .writeHead(status, { "content-type": "application/xml" })
        .end(`<Error><Code>${code}</Code></Error>`);
    if (bucket.isBroken) return refuse(403, "AccessDenied");
    if (request.method === "PUT") objects.set(path, body);
    if (request.method === "DELETE") objects.delete(path);
    if (request.method !== "GET") return response.end();
    const object = objects.get(path);
    return object ? response.end(object) : refuse(404, "NoSuchKey");
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
