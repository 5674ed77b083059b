import { jsonSchema } from "ai";
import { z } from "zod";
import { visibleText } from "./visible-text";

type Node = { [key: string]: unknown };

// Strict mode of the OpenAI wire takes neither of these; the answer is checked against them here.
const NOT_ON_THE_WIRE = new Set(["$schema", "minLength", "maxLength", "default", "propertyNames", "format"]);

/**
 * The shape an answer must have, as strict mode wants it on the wire: every property asked for, none beside. The answer itself
 * is cleaned of invisible characters, then checked by the schema, which takes no field that it does not know.
 */
export function wireSchema<T>(schema: z.ZodType<T>) {
  const strict = schema instanceof z.ZodObject ? (schema.strict() as unknown as z.ZodType<T>) : schema;
  const drawn = z.toJSONSchema(strict, { target: "draft-7", io: "output", unrepresentable: "any" });
  return jsonSchema<T>(asWanted(drawn) as Parameters<typeof jsonSchema>[0], {
    validate: (value) => {
      const checked = strict.safeParse(cleaned(value));
      return checked.success
        ? { success: true, value: checked.data }
        : { success: false, error: checked.error };
    },
  });
}

function asWanted(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asWanted);
  if (typeof node !== "object" || node === null) return node;
  const kept = Object.entries(node).filter(([key, value]) => !NOT_ON_THE_WIRE.has(key) || isNode(value));
  const wanted: Node = Object.fromEntries(kept.map(([key, value]) => [key, asWanted(value)]));
  if (!isNode(wanted.properties)) return wanted;
  return { ...wanted, required: Object.keys(wanted.properties), additionalProperties: false };
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const MOST_CHARACTERS = 20_000;

function cleaned(value: unknown): unknown {
  if (typeof value === "string") return visibleText(value, MOST_CHARACTERS);
  if (Array.isArray(value)) return value.map(cleaned);
  if (!isNode(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner)]));
}
