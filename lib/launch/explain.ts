import { ZodError } from "zod";
import { PostgresRefusal } from "@/db/embedded/refusal";
import type { Console } from "./console";
import { LaunchRefusal } from "./refusal";

/** Tells in one sentence why the product does not start; what no sentence was written for crashes upwards. */
export function explain(error: unknown, terminal: Console): void {
  if (error instanceof LaunchRefusal) terminal.warn(error.sentence, error.values);
  else if (error instanceof PostgresRefusal) terminal.warn(error.reason, { detail: error.detail });
  else if (error instanceof ZodError) {
    const [issue] = error.issues;
    terminal.warn("variable", { name: issue?.path.join(".") ?? "?", problem: issue?.message ?? "" });
  } else throw error;
}
