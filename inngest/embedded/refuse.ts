import { check } from "./match";
import { findCronProblem } from "./next-tick";

interface Concurrency {
  limit: number;
  key?: string;
  scope?: string;
}

/** A function's configuration as the SDK reports it. */
export interface FunctionConfig {
  id: string;
  triggers: { event?: string; expression?: string; cron?: string; jitter?: string }[];
  steps: { step: { retries?: { attempts: number } } };
  concurrency?: number | Concurrency | Concurrency[];
  idempotency?: string;
  singleton?: { key?: string; mode: "skip" | "cancel" };
  cancel?: { event: string; if?: string; timeout?: string }[];
  batchEvents?: unknown;
  rateLimit?: unknown;
  throttle?: unknown;
  debounce?: unknown;
  priority?: unknown;
  timeouts?: unknown;
}

const UNSUPPORTED = ["batchEvents", "rateLimit", "throttle", "debounce", "priority", "timeouts"] as const;

/** Throws one error that names every option, of every function, that this executor would not honor. */
export function refuse(configs: FunctionConfig[]): void {
  const problems = configs.flatMap((config) =>
    listProblems(config).map((problem) => `${config.id}: ${problem}`),
  );
  if (problems.length === 0) return;
  throw new Error(`The embedded jobs cannot run these functions.\n${problems.join("\n")}`);
}

function listProblems(config: FunctionConfig): string[] {
  const limits = [config.concurrency ?? []].flat().filter((limit) => typeof limit === "object");
  return [
    ...UNSUPPORTED.filter((option) => config[option] !== undefined).map(
      (option) => `${option} is not supported`,
    ),
    ...(limits.length > 1 ? ["more than one concurrency limit is not supported"] : []),
    ...(limits.some(({ scope }) => scope && scope !== "fn") ? ["concurrency.scope is not supported"] : []),
    ...(config.triggers.some(({ jitter }) => jitter) ? ["jitter of a cron is not supported"] : []),
    ...config.triggers.flatMap(({ cron }) => (cron ? findCronProblem(cron) : [])),
    ...listExpressions(config, limits).flatMap(findSyntaxProblem),
  ];
}

function listExpressions(config: FunctionConfig, limits: Concurrency[]): string[] {
  return [
    ...config.triggers.map(({ expression }) => expression),
    ...(config.cancel ?? []).map((cancel) => cancel.if),
    ...limits.map(({ key }) => key),
    config.idempotency,
    config.singleton?.key,
  ].filter((expression) => expression !== undefined);
}

function findSyntaxProblem(expression: string): string[] {
  try {
    check(expression);
    return [];
  } catch (error) {
    return [`the expression ${expression} cannot be read (${String(error).split("\n")[0]})`];
  }
}
