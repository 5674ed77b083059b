import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { files } from "@/lib/files/store";
import { fingerprint } from "./catalog";
import { type FilledCompany, fillCompany } from "./fill-company";
import { listSources, load } from "./sources";
import { asEmployee, asStranger } from "./visitor";

/** Routes that answer somebody who is not signed in, and why each may. */
const OPEN: Record<string, string> = {
  "app/api/auth/[...nextauth]/route.ts": "signs in and out; next-auth's own",
  "app/api/inngest/route.ts": "closed while the jobs are embedded, else signed by Inngest",
};

/** Bodies that a route wants in a shape of its own, about what has this id. */
const BODIES: Record<string, (id: number) => Record<string, unknown>> = {
  "app/inbox/integrations/test/route.ts": (integrationId) => ({
    ...{ integrationId, username: "x", password: "", savesSent: false },
    ...{ imapHost: "127.0.0.1", imapPort: 1, imapTls: "none" },
    ...{ smtpHost: "127.0.0.1", smtpPort: 1, smtpTls: "none" },
  }),
};

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
// What a filter, a cursor or a page of any route might be called.
const PARAMETERS =
  "folder folderId assignee source customer conversationId messageId integrationId employeeId before beforeId cursor after id view";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
interface Route {
  name: string;
  path: string;
  method: string;
  handle: Handler;
}

async function listRoutes(): Promise<Route[]> {
  const found: Route[] = [];
  for (const { path } of listSources()) {
    if (!/(^|\/)route\.tsx?$/.test(path) || path in OPEN) continue;
    const exported = await load(path);
    for (const method of METHODS) {
      if (exported[method]) {
        found.push({ name: `${method} ${path}`, path, method, handle: exported[method] as Handler });
      }
    }
  }
  return found;
}

const routes = await listRoutes();

let ours: FilledCompany;
let theirs: FilledCompany;
let before: Record<string, string>;
beforeAll(async () => {
  ours = await fillCompany({ mark: "amaryllis", id: 1717 });
  theirs = await fillCompany({ mark: "bougainvillea", id: 4242 });
  before = await fingerprint(theirs.companyId);
});
afterEach(async () => {
  expect(await fingerprint(theirs.companyId)).toEqual(before);
  expect((await files().getFile(theirs.fileKey))?.toString()).toContain(theirs.mark);
});

test("the routes are found, and those that are open have a reason and are there", () => {
  expect(routes.length).toBeGreaterThan(4);
  const paths = listSources().map(({ path }) => path);
  expect(Object.keys(OPEN).filter((path) => !paths.includes(path))).toEqual([]);
});

describe.each(routes)("$name", (route) => {
  test("answers a stranger with nothing", async () => {
    for (const id of [theirs.id, ours.id]) {
      const response = await asStranger(() => ask(route, id));
      // Away to the sign-in page, or refused; what providers call refuses what they did not sign.
      expect(response.status).toBeGreaterThanOrEqual(300);
      expect(response.status).toBeLessThan(500);
      expect(await readFor(response, 300)).not.toMatch(/amaryllis|bougainvillea/);
    }
  });

  test("neither shows nor changes anything of another company whose ids are guessed", async () => {
    for (const id of [theirs.id, theirs.id + 1]) {
      const response = await asEmployee(ours, () => ask(route, id));
      expect(response.status).toBeLessThan(500);
      expect(await readFor(response, 300)).not.toContain(theirs.mark);
      for (const [, value] of response.headers) expect(decodeURIComponent(value)).not.toContain(theirs.mark);
    }
  });

  test("says of another company's ids what it says of ids that nobody has", async () => {
    const [guessed, nobodys] = [
      await asEmployee(ours, () => ask(route, theirs.id)),
      await asEmployee(ours, () => ask(route, 9_000_000)),
    ];
    expect(guessed.status).toBe(nobodys.status);
    const plain = async (response: Response) => (await readFor(response, 300)).replace(/\d+/g, "#");
    expect(await plain(guessed)).toBe(await plain(nobodys));
  });
});

test("a live screen hears of its own company and of no other", async () => {
  const live = routes.find(({ path }) => path === "app/inbox/live/route.ts");
  if (!live) throw new Error("There is no live route");
  const response = await asEmployee(ours, () => ask(live, ours.id));
  const heard = readFor(response, 1_500);
  await new Promise((resolve) => setTimeout(resolve, 700));
  for (const { companyId, id } of [theirs, ours]) {
    await withCompany(companyId, async (db) => void db.changed.add(id));
  }
  const text = await heard;
  expect(text).toContain(String(ours.id));
  expect(text).not.toContain(String(theirs.id));
});

/** A request as a browser makes it, with the id wherever the address or the query wants one. */
async function ask({ path, method, handle }: Route, id: number): Promise<Response> {
  const names = [...path.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = ""]) => name);
  const address = path.replace(/^app|\/route\.tsx?$|\/\([^)]*\)/g, "").replace(/\[[^\]]*\]/g, String(id));
  const url = new URL(address, "http://localhost:3000");
  for (const name of PARAMETERS.split(" ")) url.searchParams.set(name, String(id));
  const hasBody = !["GET", "HEAD"].includes(method);
  const request = new Request(url, {
    method,
    headers: { host: "localhost:3000", "x-file-name": "a.txt", "content-type": "text/plain" },
    body: hasBody ? JSON.stringify(BODIES[path]?.(id) ?? bodyAbout(id)) : undefined,
    signal: AbortSignal.timeout(5_000),
  });
  return handle(request, {
    params: Promise.resolve(Object.fromEntries(names.map((name) => [name, String(id)]))),
  });
}

const bodyAbout = (id: number) => ({ id, conversationId: id, messageId: id, attachmentId: id });

/** What a response says within a moment; a stream that goes on is cut. */
async function readFor(response: Response, ms: number): Promise<string> {
  if (!response.body) return "";
  const reader = response.body.getReader();
  const end = new Promise<{ done: true }>((resolve) => setTimeout(() => resolve({ done: true }), ms));
  const chunks: Uint8Array[] = [];
  for (;;) {
    const part = await Promise.race([reader.read(), end]);
    if (part.done) break;
    chunks.push(part.value);
  }
  void reader.cancel();
  return Buffer.concat(chunks).toString("utf8");
}
