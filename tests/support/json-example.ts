export interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  minimum?: number;
}

/** The smallest value that fits a schema: nothing where nothing is allowed. */
export function exampleOf(schema: JsonSchema): unknown {
  if ("const" in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf)
    return schema.anyOf.some(({ type }) => type === "null") ? null : exampleOf(schema.anyOf[0] ?? {});
  const types = [schema.type ?? "object"].flat();
  if (types.includes("null")) return null;
  if (types.includes("string")) return "";
  if (types.includes("boolean")) return false;
  if (types.includes("array")) return [];
  if (types.includes("object")) return exampleOfObject(schema);
  return Math.max(0, schema.minimum ?? 0);
}

const exampleOfObject = ({ properties = {} }: JsonSchema) =>
  Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, exampleOf(inner)]));
