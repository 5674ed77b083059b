import { afterEach, expect, test } from "vitest";
import { POST } from "@/app/inbox/integrations/test/route";
import type { DoctorProgress } from "@/components/settings/doctor-check";
import { withCompany } from "@/db/company";
import { SESSION_COOKIE, writeSessionToken } from "@/lib/auth/session-cookie";
import { createEmployee } from "@/tests/support/factories/employee";
import { createSession } from "@/tests/support/factories/session";
import { startImapServer } from "@/tests/support/imap-server";
import { connectTo } from "@/tests/support/mailbox";
import { visit } from "@/tests/support/next-headers";
import { startScriptedServer } from "@/tests/support/scripted-server";

const open: { close(): Promise<void> }[] = [];
const opened = <Server extends { close(): Promise<void> }>(server: Server): Server => {
  open.push(server);
  return server;
};
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const CLOSED_PORT = 1;
const TYPED = {
  address: "new@atelier.test",
  username: "support@atelier.test",
  password: "secret",
  imapHost: "127.0.0.1",
  imapPort: CLOSED_PORT,
  imapTls: "none",
  smtpHost: "127.0.0.1",
  smtpPort: CLOSED_PORT,
  smtpTls: "none",
  savesSent: false,
  sinceDays: 0,
};

async function signIn(companyId: number, role: "admin" | "employee" = "admin") {
  const employeeId = await createEmployee(companyId, { role });
  const { id: sessionId } = await withCompany(companyId, (db) => createSession(db, { employeeId }));
  const cookie = await writeSessionToken({ companyId, sessionId });
  return (body: unknown, headers: Record<string, string> = {}) =>
    visit({ [SESSION_COOKIE]: cookie }, () =>
      POST(
        new Request("http://localhost:3000/inbox/integrations/test", {
          method: "POST",
          headers: { host: "localhost:3000", ...headers },
          body: typeof body === "string" ? body : JSON.stringify(body),
        }),
      ),
    );
}

async function start() {
  const imap = opened(await startImapServer());
  const mailbox = await connectTo(imap);
  return { imap, mailbox, ask: await signIn(mailbox.companyId) };
}

const progressOf = async (answer: Response): Promise<DoctorProgress[]> =>
  (await answer.text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

test("a mailbox that is typed is tried, a line per step that begins or ends", async () => {
  const { imap, ask } = await start();
  const answer = await ask({ ...TYPED, imapPort: imap.port });

  expect(answer.headers.get("content-type")).toContain("application/x-ndjson");
  const progress = await progressOf(answer);
  expect(progress[0]).toEqual({ step: "name", outcome: "running" });
  expect(progress.at(-1)).toMatchObject({ step: "sending", outcome: "failed", code: "port" });
  expect(progress.find(({ step, outcome }) => step === "login" && outcome === "passed")).toBeTruthy();
});

test("the first steps are told while a later one still waits for the server", async () => {
  const silent = opened(await startScriptedServer("", () => "drop"));
  const { ask } = await start();
  const answer = await ask({ ...TYPED, imapPort: silent.port });
  const reader = answer.body?.getReader();
  let told = "";
  while (!told.includes('"tls"')) {
    const part = await reader?.read();
    told += new TextDecoder().decode(part?.value);
  }

  expect(told).toContain('{"step":"port","outcome":"running"}');
  expect(told).not.toContain('"login"');
  await reader?.cancel();
});

test("a known mailbox is tried with its stored password", async () => {
  const { imap, mailbox, ask } = await start();
  const { integrationId } = mailbox;
  const progress = await progressOf(
    await ask({ ...TYPED, password: "", integrationId, imapPort: imap.port }),
  );
  expect(progress.find(({ step, outcome }) => step === "folder" && outcome === "passed")).toBeTruthy();
});

test("another company's mailbox is not there, and its password is told to nobody", async () => {
  const { imap, ask } = await start();
  const { mailbox: theirs } = await start();
  const answer = await ask({
    ...TYPED,
    password: "",
    integrationId: theirs.integrationId,
    imapPort: imap.port,
  });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ message: "Ce canal n’existe plus." });
});

test("what does not fit is refused in a sentence at its field", async () => {
  const { ask } = await start();
  const answer = await ask({ ...TYPED, imapHost: "" });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ field: "imapHost", message: expect.any(String) });
  for (const body of ["", "[]", "null", "{", '"x"']) expect((await ask(body)).status).toBe(422);
});

test("who may not manage channels, and another site's page, try nothing", async () => {
  const { mailbox, ask } = await start();
  const employee = await signIn(mailbox.companyId, "employee");
  expect((await employee(TYPED)).status).toBe(403);
  expect((await ask(TYPED, { origin: "https://evil.test" })).status).toBe(403);
});
