import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { planOf } from "@/app/employee-action";
import { withCompany } from "@/db/company";
import { sendEvents } from "@/inngest/embedded/send";
import { integrationPollRequested } from "@/inngest/events";
import { may } from "@/lib/auth/permissions";
import { files } from "@/lib/files/store";
import { createEmployee } from "../support/factories/employee";
import { createSession } from "../support/factories/session";
import { admin, fingerprint } from "./catalog";
import { type FilledCompany, fillCompany } from "./fill-company";
import { makeInput } from "./make-input";
import { listSources, load } from "./sources";
import { asEmployee, asStranger, endOf } from "./visitor";

/** Actions of somebody who is not signed in, and why each may be open. */
const OPEN: Record<string, string> = {
  "app/sign-in/actions.ts signOut": "ends the session that its own cookie names",
  "app/welcome/actions.ts makeFirstCompany": "only while there is no company at all",
  "app/locale-actions.ts chooseLanguage": "sets a cookie of the visitor",
  "app/locale-actions.ts chooseTheme": "sets a cookie of the visitor",
};

const TOP = /^\s*["']use server["']/;

async function listActions(): Promise<{ name: string; action: (input: unknown) => Promise<unknown> }[]> {
  const found: Awaited<ReturnType<typeof listActions>> = [];
  for (const { path, text } of listSources()) {
    if (!TOP.test(text)) continue;
    for (const [name, action] of Object.entries(await load(path))) {
      found.push({ name: `${path} ${name}`, action: action as (typeof found)[number]["action"] });
    }
  }
  return found;
}

const actions = await listActions();
const closed = actions.filter(({ name }) => !(name in OPEN));

let ours: FilledCompany;
let theirs: FilledCompany;
let before: Record<string, string>;
beforeAll(async () => {
  ours = await fillCompany({ mark: "amaryllis", id: 1717 });
  theirs = await fillCompany({ mark: "bougainvillea", id: 4242 });
  await leaveRun(theirs);
  before = await fingerprint(theirs.companyId);
});
afterEach(async () => {
  expect(await fingerprint(theirs.companyId)).toEqual(before);
  expect((await files().getFile(theirs.fileKey))?.toString()).toContain(theirs.mark);
});

test("every server action stands in a file of its own, so that this test finds it", () => {
  const hidden = listSources().filter(
    ({ text }) => !TOP.test(text) && /^\s*["']use server["'];?$/m.test(text),
  );
  expect(hidden.map(({ path }) => path)).toEqual([]);
});

test("every server action asks who is there, but for the few with a reason", () => {
  expect(actions.length).toBeGreaterThan(20);
  const unasking = closed.filter(({ action }) => !planOf(action)).map(({ name }) => name);
  expect(unasking).toEqual([]);
  const names = actions.map(({ name }) => name);
  expect(Object.keys(OPEN).filter((name) => !names.includes(name))).toEqual([]);
});

describe.each(closed)("$name", ({ action }) => {
  const inputs = (of: FilledCompany) => {
    const schema = planOf(action)?.input;
    if (!schema) throw new Error("No schema");
    // One number names a row in every table; the next ones name messages that wait, failed or are unknown.
    return [0, 1, 2, 3].map((offset) => {
      const input = makeInput(schema, { id: of.id + offset, uuid: of.sessionId, text: runOf(of.id) });
      expect(schema.safeParse(input).error).toBeUndefined();
      return input;
    });
  };

  test("sends a stranger to the sign-in page", async () => {
    for (const input of inputs(theirs)) {
      const end = await endOf(() => asStranger(() => action(input)));
      expect(end).toMatch(/^thrown: NEXT_REDIRECT;\w+;\/sign-in;/);
    }
  });

  test("neither shows nor changes anything of another company whose ids are guessed", async () => {
    for (const input of inputs(theirs)) {
      const end = await endOf(() => asEmployee(ours, () => action(input)));
      expect(end).not.toContain(theirs.mark);
      expect(end).not.toContain("NEXT_REDIRECT");
    }
  });

  test("says of another company's ids what it says of ids that nobody has", async () => {
    const [guessed] = inputs(theirs);
    const [nobodys] = inputs({ ...theirs, id: 9_000_000, sessionId: crypto.randomUUID() });
    const endings: string[] = [];
    for (const input of [guessed, nobodys]) {
      const end = await endOf(() => asEmployee(ours, () => action(input)));
      endings.push(end.replace(/\d+/g, "#"));
    }
    expect(endings[0]).toBe(endings[1]);
  });
});

describe("somebody without the right to", () => {
  let plain: FilledCompany;
  beforeAll(async () => {
    const employeeId = await createEmployee(ours.companyId, { role: "employee" });
    const { id: sessionId } = await withCompany(ours.companyId, (db) => createSession(db, { employeeId }));
    plain = { ...ours, employeeId, sessionId };
  });

  const rights = closed.map(({ name, action }) => ({ name, action, plan: planOf(action) }));
  const refused = rights.filter(({ plan }) => plan && !may("employee", plan.permission));

  test.each(refused)("call $name is refused, and changes nothing", async ({ action, plan }) => {
    const unchanged = await fingerprint(ours.companyId);
    const input = plan && makeInput(plan.input, { id: ours.id, uuid: ours.sessionId, text: "x" });
    const end = await endOf(() => asEmployee(plain, () => action(input)));
    expect(end).toContain("Votre rôle");
    expect(await fingerprint(ours.companyId)).toEqual(unchanged);
  });
});

const REACHING = ["changeStatus", "moveConversations", "showFullText", "addNote", "saveDraft", "cancelReply"];

test.each(REACHING)("with our own ids %s does reach what it names", async (wanted) => {
  const { action } = closed.find(({ name }) => name.endsWith(` ${wanted}`)) ?? {};
  const schema = action && planOf(action)?.input;
  if (!schema) throw new Error(`There is no ${wanted}`);
  const id = wanted === "cancelReply" ? ours.id + 1 : ours.id;
  const input = makeInput(schema, { id, uuid: ours.sessionId, text: "x" });
  expect(await endOf(() => asEmployee(ours, () => action(input)))).toMatch(/^\{"ok":true/);
});

const runOf = (id: number) => `run-${id}`;

/** A run of the embedded jobs about this company, as anybody could name it. */
async function leaveRun({ companyId, id, mark }: FilledCompany): Promise<void> {
  const event = integrationPollRequested.create({ companyId, integrationId: id });
  const [eventId = ""] = await withCompany(companyId, (db) => sendEvents(db, [event]));
  await admin`insert into jobs.runs (id, function_id, event_id, status, output)
    values (${runOf(id)}, 'inbox-collect-emails', ${eventId}, 'failed', ${admin.json({ mark })})`;
}
