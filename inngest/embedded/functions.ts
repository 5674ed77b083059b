import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { NOWHERE } from "./catch-calls";
import { type FunctionConfig, refuse } from "./refuse";

/** A function as the executor sees it: what starts it, and how it may run. */
export interface JobFunction {
  id: string;
  triggers: { event: string; condition?: string }[];
  crons: string[];
  maxAttempts: number;
  concurrency?: { limit: number; key?: string };
  idempotency?: string;
  singleton?: { key?: string; mode: "skip" | "cancel" };
  cancelOn: { event: string; condition?: string; timeout?: string }[];
}

export interface Served {
  functions: Map<string, JobFunction>;
  /** The SDK's own request handler, called in process. */
  call(request: { functionId: string; stepId: string; body: string }): Promise<Response>;
}

const ENDPOINT = `${NOWHERE}/api/inngest`;
// The server's own number; the SDK's documentation says three retries.
const DEFAULT_RETRIES = 4;

/** Asks the SDK for its functions (an in-band sync, in process). Throws, naming it, on an option that is not supported. */
export async function serveFunctions(client: Inngest, functions: InngestFunction.Any[]): Promise<Served> {
  // Requests stay in this process, so they are not signed; without this the client, in cloud mode, accepts none.
  const options = { client, functions, skipSignatureValidation: true };
  const handler = serve(options);
  const sync = await handler(
    request("PUT", ENDPOINT, JSON.stringify({ url: ENDPOINT }), { "x-inngest-sync-kind": "in_band" }),
  );
  if (!sync.ok) throw new Error(`The functions could not be read: ${sync.status} ${await sync.text()}`);
  const configs: FunctionConfig[] = (await sync.json()).functions;
  refuse(configs);
  return {
    functions: new Map(configs.map((config) => [config.id, toJobFunction(config)])),
    call: async ({ functionId, stepId, body }) => {
      const query = new URLSearchParams({ fnId: functionId, stepId });
      return handler(request("POST", `${ENDPOINT}?${query}`, body, {}));
    },
  };
}

function request(method: string, url: string, body: string, headers: Record<string, string>): Request {
  // The SDK builds its URLs from `host`, which a Request made by hand does not have.
  const host = new URL(url).host;
  return new Request(url, {
    method,
    body,
    headers: { "content-type": "application/json", host, ...headers },
  });
}

function toJobFunction(config: FunctionConfig): JobFunction {
  const [concurrency] = [config.concurrency ?? []].flat();
  return {
    id: config.id,
    triggers: config.triggers.flatMap(({ event, expression }) =>
      event ? [{ event, condition: expression }] : [],
    ),
    crons: config.triggers.flatMap(({ cron }) => (cron ? [cron] : [])),
    maxAttempts: (config.steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    concurrency: typeof concurrency === "number" ? { limit: concurrency } : concurrency,
    idempotency: config.idempotency,
    singleton: config.singleton,
    cancelOn: (config.cancel ?? []).map(({ event, if: condition, timeout }) => ({
      event,
      condition,
      timeout,
    })),
  };
}
