import { beforeAll, expect, test } from "vitest";
import {
  archive,
  importAddress,
  save,
  saveAndPublish,
  tryQuestion,
} from "@/app/inbox/settings/knowledge/actions";
import { POST } from "@/app/inbox/settings/knowledge/files/route";
import { withCompany } from "@/db/company";
import { listArticles } from "@/db/queries/article-list";
import type { Role } from "@/db/schema";
import { SESSION_COOKIE, writeSessionToken } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env";
import { createCompany } from "@/tests/support/factories/company";
import { createEmployee } from "@/tests/support/factories/employee";
import { createSession } from "@/tests/support/factories/session";
import { visit } from "@/tests/support/next-headers";

let companyId: number;
const tokens = {} as Record<Role, string>;

beforeAll(async () => {
  const company = await createCompany();
  companyId = company.companyId;
  const ids = { owner: company.employeeId } as Record<Role, number>;
  for (const role of ["admin", "employee"] as const) ids[role] = await createEmployee(companyId, { role });
  for (const role of ["owner", "admin", "employee"] as const) {
    const session = await withCompany(companyId, (db) => createSession(db, { employeeId: ids[role] }));
    tokens[role] = await writeSessionToken({ companyId, sessionId: session.id });
  }
});

const as = <Result>(role: Role, run: () => Result) => visit({ [SESSION_COOKIE]: tokens[role] }, run);
const titles = async () =>
  (await withCompany(companyId, (db) => listArticles(db, { text: "", limit: 100 }))).map(
    ({ title }) => title,
  );
const upload = (body: BodyInit, headers: Record<string, string> = {}) =>
  POST(
    new Request("http://localhost:3000/inbox/settings/knowledge/files", {
      method: "POST",
      headers: {
        host: "localhost:3000",
        "x-file-name": encodeURIComponent("Été à l’atelier.md"),
        ...headers,
      },
      body,
    }),
  );

test("an administrator writes and publishes, and everybody may try a question", async () => {
  const article = { articleId: null, version: 1, title: " Livraison ", body: "Trois jours." };
  expect(await as("admin", () => saveAndPublish(article))).toMatchObject({
    ok: true,
    value: { passageCount: 1 },
  });
  expect(await as("employee", () => tryQuestion({ question: "livraisons" }))).toMatchObject({
    ok: true,
    value: [{ title: "Livraison", body: "Trois jours.", score: 1 }],
  });
});

test("an employee who is no administrator changes nothing", async () => {
  const before = await titles();
  const article = { articleId: null, version: 1, title: "Refus", body: "Non." };
  const tries: (() => Promise<unknown>)[] = [
    () => save(article),
    () => saveAndPublish(article),
    () => archive({ articleId: 1 }),
    () => importAddress({ address: "https://else.test/" }),
  ];
  for (const attempt of tries) expect(await as("employee", attempt)).toMatchObject({ ok: false });
  expect((await as("employee", () => upload("# Refus"))).status).toBe(403);
  expect(await titles()).toEqual(before);
});

test("a title is needed, and a text may not be endless", async () => {
  const article = { articleId: null, version: 1, title: "A", body: "B" };
  expect(await as("owner", () => save({ ...article, title: "  " }))).toMatchObject({
    ok: false,
    field: "title",
  });
  expect(await as("owner", () => save({ ...article, body: "a".repeat(400_001) }))).toMatchObject({
    ok: false,
    field: "body",
  });
});

test("a file that is sent becomes a draft under its name", async () => {
  const response = await as("owner", () => upload("Ouvert en juillet."));
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ outcome: "new", articleId: expect.any(Number) });
  expect(await titles()).toContain("Été à l’atelier");
});

test("a file is refused with a sentence: another origin's, too large, cut, or no document", async () => {
  expect((await as("owner", () => upload("# A", { origin: "https://evil.test" }))).status).toBe(403);
  const sentence = async (body: BodyInit, headers?: Record<string, string>) => {
    const response = await as("owner", () => upload(body, headers));
    expect(response.status).toBe(422);
    return (await response.json()).message;
  };
  expect(await sentence(new Uint8Array(10 * 1024 * 1024 + 1))).toContain("10");
  expect(await sentence("# A", { "content-length": "100" })).toContain("n’est pas arrivé en entier");
  expect(await sentence(new Uint8Array([0x4d, 0x5a, 0, 1]))).toContain("ni un PDF");
  expect(await sentence("%PDF-1.7 rien")).toContain("ne peut pas être lu");
});

test("a private address is refused with a sentence", async () => {
  env.ALLOWED_PRIVATE_HOSTS = "";
  const answer = await as("owner", () => importAddress({ address: "http://127.0.0.1:9/" }));
  expect(answer).toMatchObject({ ok: false, message: expect.stringContaining("n’est pas permise") });
});
