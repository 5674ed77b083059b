import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

const ROOMS = ["app", "components", "lib", "db", "inngest"];

const sources = ROOMS.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(room, file)),
).map((path) => ({ path, text: readFileSync(path, "utf8") }));

const IMPORT = /^(?:import|export) (?!type )[^;]*?from "([^"]+)"|import\("([^"]+)"\)/gm;

function importsOf({ path, text }: { path: string; text: string }): string[] {
  return [...text.matchAll(IMPORT)]
    .map((found) => found[1] ?? found[2] ?? "")
    .map((name) => {
      if (name.startsWith("@/")) return name.slice(2);
      return name.startsWith(".") ? normalize(join(dirname(path), name)) : `package:${name}`;
    });
}

const within = (place: string) => (path: string) => path === place || path.startsWith(`${place}/`);

// Each row: who, what they may not import, and the few who may.
const FORBIDDEN: { from: string; never: string[]; except?: string[]; may?: string[] }[] = [
  { from: "lib", never: ["app", "components", "inngest", "db/connection"], except: ["lib/launch"] },
  {
    from: "components",
    never: ["app", "lib", "db", "inngest"],
    may: ["lib/i18n", "lib/conversations/view", "lib/knowledge/view"],
  },
  { from: "components/ui", never: ["components/conversation", "components/inbox", "components/settings"] },
  {
    from: "db",
    never: ["app", "components", "inngest", "lib"],
    except: ["db/migrate.ts", "db/connection.ts", "db/seed"],
  },
  { from: "app", never: ["db/connection"] },
  { from: "inngest", never: ["app", "components", "db/connection"] },
  { from: "lib/email", never: ["lib/conversations", "lib/triage", "lib/intake"] },
  { from: "lib/conversations", never: ["lib/intake", "lib/triage"] },
];

test.each(FORBIDDEN)("$from keeps its back turned to $never", ({ from, never, except = [], may = [] }) => {
  const arrows = sources
    .filter(({ path }) => within(from)(path) && !except.some((place) => path.startsWith(place)))
    .flatMap((source) =>
      importsOf(source)
        .filter((target) => never.some((place) => within(place)(target)))
        .filter((target) => !may.some((place) => within(place)(target)))
        .map((target) => `${source.path} → ${target}`),
    );
  expect(arrows).toEqual([]);
});

test("only three files may hold the connection that sees every company", () => {
  const allowed = ["db/company.ts", "db/across-companies.ts", "db/live.ts"];
  const others = sources
    .filter((source) => importsOf(source).includes("db/connection") && !allowed.includes(source.path))
    .map((source) => source.path);
  expect(others.filter((path) => !path.startsWith("lib/launch") && !path.startsWith("db/seed"))).toEqual([]);
});

test("no file outgrows one sitting", () => {
  const long = sources
    .map(({ path, text }) => ({ path, lines: text.split("\n").length }))
    .filter(({ lines }) => lines > 250);
  expect(long).toEqual([]);
});

test("no file imports itself through others", () => {
  const graph = new Map(
    sources.map((source) => [source.path.replace(/(\/index)?\.tsx?$/, ""), importsOf(source)]),
  );
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (place: string, trail: string[]) => {
    if (trail.includes(place)) cycles.push([...trail.slice(trail.indexOf(place)), place].join(" → "));
    if (done.has(place) || trail.includes(place)) return;
    for (const target of graph.get(place) ?? []) visit(target.replace(/\/index$/, ""), [...trail, place]);
    done.add(place);
  };
  for (const place of graph.keys()) visit(place, []);
  expect(cycles).toEqual([]);
});
