import { ZodError } from "zod";
import { PostgresRefusal } from "@/db/embedded/refusal";
import type { Console } from "./console";
import { LaunchRefusal } from "./refusal";

/** Tells in one sentence why the product does not start; what no sentence was written for crashes upwards. */
export function explain(error: unknown, terminal: Console): void {
  if (error instanceof LaunchRefusal) return terminal.warn(error.sentence, error.values);
  if (error instanceof PostgresRefusal) return terminal.warn(error.reason, { detail: error.detail });
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    return terminal.warn("variable", { name: issue?.path.join(".") ?? "?", problem: issue?.message ?? "" });
  }
  throw error;
}
