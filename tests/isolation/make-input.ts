import type { z } from "zod";

/** What goes where a schema wants an id, and a text where it wants any. */
export interface Filling {
  id: number;
  uuid: string;
  text: string;
}

type Part = z.core.$ZodTypes;

/** An input that fits a schema, made from the schema alone, with the filling's ids wherever one is wanted. */
export function makeInput(schema: z.ZodType, filling: Filling): unknown {
  return make(schema as unknown as Part, filling);
}

function make(part: Part, filling: Filling): unknown {
  const { def } = part._zod;
  const inside = (inner: z.core.$ZodType) => make(inner as Part, filling);
  switch (def.type) {
    case "object":
      return Object.fromEntries(Object.entries(def.shape).map(([name, inner]) => [name, inside(inner)]));
    case "array":
      return [inside(def.element)];
    case "union":
      return inside(def.options[0] as Part);
    case "nullable":
    case "optional":
    case "default":
    case "readonly":
      return inside(def.innerType);
    case "pipe":
      // The second half of a pipe is the stricter one, unless it only transforms.
      return inside((def.out as Part)._zod.def.type === "transform" ? def.in : def.out);
    case "lazy":
      return inside(def.getter());
    case "enum":
      return Object.values(def.entries)[0];
    case "literal":
      return def.values[0];
    case "boolean":
      return true;
    case "number":
      return Math.min(filling.id, classic(part).maxValue ?? Number.MAX_SAFE_INTEGER);
    case "string":
      return makeText(part, filling);
    default:
      throw new Error(`tests/isolation/make-input.ts cannot make a ${def.type} yet`);
  }
}

// Only the classic schema, not its inner parts, knows what its checks come to.
const classic = (part: Part) =>
  part as unknown as z.ZodType & { format?: string | null; maxValue?: number | null };

function makeText(part: Part, { uuid, text }: Filling): string {
  const schema = classic(part);
  if (schema.format === "uuid") return uuid;
  if (schema.format === "email") return "somebody@else.test";
  const texts = [
    text,
    "x",
    "x".repeat(20),
    "somebody@else.test",
    "+33612345678",
    "https://else.test/",
    "2099-01-01T09:00:00.000Z",
    "fr",
    "",
  ];
  const fitting = texts.find((candidate) => schema.safeParse(candidate).success);
  if (fitting === undefined) throw new Error("tests/isolation/make-input.ts knows no text that fits");
  return fitting;
}
