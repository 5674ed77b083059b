import { WebhookRefusal } from "./webhook-refusal";

/** A webhook as it came, before anybody believes a word of it. */
export interface WebhookRequest {
  method: "GET" | "POST";
  query: string;
  /** Without its parameters, in lower case. */
  contentType: string;
  header(name: string): string | null;
  body: Buffer;
}

const WEBHOOK_AT_MOST = 1024 * 1024;

/**
 * Reads a webhook's bytes, and no more of them than a webhook has. Refuses what is too large, announced or not, and what
 * ends before its announced end.
 */
export async function readRequest(request: Request): Promise<WebhookRequest> {
  const announced = request.headers.get("content-length");
  if (announced !== null && Number(announced) > WEBHOOK_AT_MOST) throw tooLarge();
  const encoding = request.headers.get("content-encoding");
  if (encoding && encoding !== "identity") throw new WebhookRefusal(415, "Send the body uncompressed");

  const body = await readAtMost(request);
  if (announced !== null && Number(announced) !== body.length) throw cutShort();
  return {
    method: request.method === "GET" ? "GET" : "POST",
    query: new URL(request.url).search.slice(1),
    contentType: (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "",
    header: (name) => request.headers.get(name),
    body,
  };
}

async function readAtMost(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.length;
      if (size > WEBHOOK_AT_MOST) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof WebhookRefusal ? error : cutShort();
  }
  return Buffer.concat(chunks);
}

const tooLarge = () => new WebhookRefusal(413, "The body is larger than 1 MB");
const cutShort = () => new WebhookRefusal(400, "The body ended too early");

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The body as a JSON object. Refuses anything else. */
export function readJsonObject(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(utf8.decode(body));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    throw new WebhookRefusal(400, "The body is not JSON");
  }
  throw new WebhookRefusal(400, "The body is not a JSON object");
}
