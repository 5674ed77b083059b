import { parse } from "@marcbachmann/cel-js";

type Context = Record<string, unknown>;

const parsed = new Map<string, ReturnType<typeof parse>>();

/** Whether a CEL condition holds. None always holds; one that asks for a key that is not there does not. */
export function holds(condition: string | null | undefined, context: Context): boolean {
  if (!condition) return true;
  return evaluate(condition, context) === true;
}

/** The value of a CEL key as text; null when the expression asks for something that is not there. */
export function keyOf(expression: string, context: Context): string | null {
  const value = evaluate(expression, context);
  if (value === undefined || value === null) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Throws when the expression cannot be parsed. */
export function check(expression: string): void {
  parseOnce(expression);
}

/** Trigger names may end in a wildcard: `inbox/*`. */
export function namesEvent(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

function evaluate(expression: string, context: Context): unknown {
  try {
    return parseOnce(expression)(context);
  } catch {
    return undefined;
  }
}

function parseOnce(expression: string): ReturnType<typeof parse> {
  const known = parsed.get(expression) ?? parse(expression);
  // Conditions of waits may hold ids, so there is no end of different ones.
  if (parsed.size > 500) parsed.clear();
  parsed.set(expression, known);
  return known;
}
