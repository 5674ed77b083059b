import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exampleOf, type JsonSchema } from "./json-example";
import { embedWords } from "./word-embedding";

/** What a model was asked, as it went over the wire. */
export interface AskedModel {
  /** Guessed from the schema's name: filing, answer, summary, reminder or test. */
  purpose: string;
  schemaName: string;
  system: string;
  data: string;
  model: string;
  maxTokens: number | undefined;
  key: string;
}

/**
 * What goes wrong once: a status, no answer at all, words instead of JSON, an answer that breaks off, a field too many, a
 * refusal, a filter, a redirect, or an answer that never ends.
 */
export type ModelFault =
  | number
  | "hang"
  | "garbage"
  | "cut"
  | "extra"
  | "refusal"
  | "filtered"
  | "redirect"
  | "endless";

export interface OpenAiServer {
  /** With /v1, as a base URL is given. */
  url: string;
  requests: AskedModel[];
  /** The texts of each request for embeddings. */
  embedded: string[][];
  /** The next requests fail so, one fault each. */
  failNext(...faults: ModelFault[]): void;
  stop(): Promise<void>;
}

export interface ScriptedModel {
  /** The object to answer with; without it the smallest that fits the schema. */
  answer?: (asked: AskedModel) => unknown;
  /** Any other key is refused with 401. */
  key?: string;
  port?: number;
}

/** A model on a loopback port that speaks the OpenAI wire: chat completions in a schema, embeddings, models. */
export async function startOpenAiServer(script: ScriptedModel = {}): Promise<OpenAiServer> {
  const faults: ModelFault[] = [];
  const state: OpenAiServer = {
    url: "",
    requests: [],
    embedded: [],
    failNext: (...next) => void faults.push(...next),
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const key = request.headers.authorization?.replace("Bearer ", "") ?? "";
    if (script.key && key !== script.key) say(response, refused(401));
    else if (request.url?.endsWith("/models"))
      say(response, { status: 200, body: { object: "list", data: [] } });
    else if (request.url?.endsWith("/embeddings")) {
      state.embedded.push([body.input ?? []].flat());
      const fault = faults.shift();
      if (fault === undefined) say(response, embedding(body));
      else misbehave(response, fault);
    } else {
      const asked = readAsked(body, key);
      state.requests.push(asked);
      const fault = faults.shift();
      if (fault === undefined || fault === "extra")
        say(response, await answerTo(asked, { body, script, fault }));
      else misbehave(response, fault);
    }
  });
  await new Promise<void>((resolve) => server.listen(script.port ?? 0, "127.0.0.1", resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return state;
}

interface Exchange {
  body: ChatBody;
  script: ScriptedModel;
  fault: ModelFault | undefined;
}

async function answerTo(asked: AskedModel, { body, script, fault }: Exchange): Promise<Reply> {
  const object = (await script.answer?.(asked)) ?? exampleOf(schemaOf(body));
  const more = fault === "extra" ? { recipient: "attacker@evil.test" } : {};
  const content = JSON.stringify({ ...(object as object), ...more });
  return { status: 200, body: completion(asked.model, asked.system + asked.data, { content }) };
}

interface ChatBody {
  model?: string;
  messages?: { role: string; content: string | { text?: string }[] }[];
  max_tokens?: number;
  max_completion_tokens?: number;
  response_format?: { json_schema?: { name?: string; schema: JsonSchema } };
  input?: string | string[];
}

async function bodyOf(request: IncomingMessage): Promise<ChatBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
}

const schemaOf = ({ response_format }: ChatBody): JsonSchema => response_format?.json_schema?.schema ?? {};

function readAsked(body: ChatBody, key: string): AskedModel {
  const said = (role: string) =>
    (body.messages ?? [])
      .filter((message) => message.role === role)
      .map(({ content }) =>
        typeof content === "string" ? content : content.map(({ text = "" }) => text).join(""),
      )
      .join("\n");
  const schemaName = body.response_format?.json_schema?.name ?? "";
  const maxTokens = body.max_tokens ?? body.max_completion_tokens;
  const [system, data] = [said("system") || said("developer"), said("user")];
  return { purpose: schemaName, schemaName, system, data, model: body.model ?? "", maxTokens, key };
}

const tokensIn = (text: string) => Math.ceil(text.length / 4);

interface Reply {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

function completion(
  model: string,
  asked: string,
  { content, more }: { content: string | null; more?: object },
) {
  const [prompt_tokens, completion_tokens] = [tokensIn(asked), tokensIn(content ?? "")];
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: Math.floor(Date.now() / 1000),
    model,
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop", ...more }],
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  };
}

const said = (content: string | null, more: object = {}): Reply => ({
  status: 200,
  body: completion("stand-in", "", { content, more }),
});
const refusal = { role: "assistant", content: null, refusal: "I cannot help with that." };

const FAULTS: Record<string, Reply> = {
  garbage: said("Certainly! Here is what I think."),
  cut: said('{"text":"Bonj', { finish_reason: "length" }),
  refusal: said(null, { message: refusal }),
  filtered: said("", { finish_reason: "content_filter" }),
  redirect: { status: 307, body: {}, headers: { location: "http://elsewhere.test/" } },
};

function misbehave(response: ServerResponse, fault: ModelFault): void {
  if (fault === "endless") pourOut(response);
  else if (typeof fault === "number") say(response, refused(fault));
  else if (fault !== "hang") say(response, FAULTS[fault] ?? refused(500));
}

function pourOut(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json" });
  const pour = () => {
    while (!response.destroyed && response.write(" ".repeat(65_536)));
    if (!response.destroyed) response.once("drain", pour);
  };
  pour();
}

function embedding({ model, input = [] }: ChatBody): Reply {
  const texts = [input].flat();
  const data = texts.map((text, index) => ({ object: "embedding", index, embedding: embedWords(text) }));
  const tokens = tokensIn(texts.join(""));
  const usage = { prompt_tokens: tokens, total_tokens: tokens };
  return { status: 200, body: { object: "list", model, data, usage } };
}

const refused = (status: number): Reply => ({
  status,
  body: {
    error: {
      message: "Refused by the stand-in",
      type: "error",
      code: status === 401 ? "invalid_api_key" : "failed",
    },
  },
});

function say(response: ServerResponse, { status, body, headers }: Reply): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
