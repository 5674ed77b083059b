import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { findIntegration } from "@/db/queries/integrations-list";
import { integrations, mailFolders } from "@/db/schema";
import { collectEmails } from "@/lib/intake/collect-emails";
import { receiveEmails } from "@/lib/intake/receive-emails";
import { syncMailbox } from "@/lib/intake/sync-mailboxes";
import { checkLedger, readLedger } from "@/lib/integrations/ledger";
import {
  type FaultyMailbox,
  type FetchFault,
  startFaultyImapServer,
} from "@/tests/support/faulty-imap-server";
import { letter } from "@/tests/support/letter";
import { type ConnectedMailbox, connectTo, listAllMessages } from "@/tests/support/mailbox";

const servers: FaultyMailbox[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function startWith(mails: number, folders: Record<string, string> = {}) {
  const server = await startFaultyImapServer(folders);
  servers.push(server);
  for (let n = 1; n <= mails; n += 1) server.deliver("INBOX", numbered(n));
  return { server, mailbox: await connectTo(server) };
}

const numbered = (n: number) => letter({ id: `${n}@customer.test`, subject: `Mail ${n}` });
const collect = ({ companyId, integrationId }: ConnectedMailbox) => collectEmails(companyId, integrationId);
const ledgerOf = ({ companyId, integrationId }: ConnectedMailbox) =>
  withCompany(companyId, (db) => readLedger(db, integrationId));
const subjectsOf = async (mailbox: ConnectedMailbox) => {
  await receiveEmails(mailbox.companyId, mailbox.integrationId);
  return (await listAllMessages(mailbox)).map(({ subject }) => subject).toSorted();
};

test.each<FetchFault>(["drop", "cut"])(
  "a line that is %s in the middle of a fetch loses nothing",
  async (fault) => {
    const { server, mailbox } = await startWith(5);
    server.faults = [fault];

    expect(await collect(mailbox)).toMatchObject({ kept: 5, failure: null });
    expect(await subjectsOf(mailbox)).toEqual([1, 2, 3, 4, 5].map((n) => `Mail ${n}`));
  },
);

test("a server that says OK and gives fewer mails is asked once more", async () => {
  const { server, mailbox } = await startWith(3);
  server.faults = ["fewer"];

  expect(await collect(mailbox)).toMatchObject({ kept: 3, failure: null });
});

test("a server that asks for a pause is left alone, and read from there the next time", async () => {
  const { server, mailbox } = await startWith(3);
  server.faults = ["throttle"];

  expect(await collect(mailbox)).toMatchObject({ kept: 0, failure: "throttled" });
  const fetches = server.lines.filter((line) => line.includes("LOGIN")).length;
  expect(fetches).toBe(1);
  expect(await collect(mailbox)).toMatchObject({ kept: 3, failure: null });
});

test("a folder that cannot be opened does not stop the others", async () => {
  const { server, mailbox } = await startWith(1, { Clients: "", Shared: "" });
  server.deliver("Shared", letter({ id: "9@customer.test", subject: "Closed" }));
  server.deliver("Clients", letter({ id: "8@customer.test", subject: "Open" }));
  server.closed.add("Shared");

  expect(await collect(mailbox)).toMatchObject({ kept: 2, failure: "folder" });
  server.closed.clear();
  expect(await collect(mailbox)).toMatchObject({ kept: 1, failure: null });
});

test("a mail that breaks every connection stays on the server as a gap, and stops no other mail or folder", async () => {
  const { server, mailbox } = await startWith(4, { Clients: "" });
  server.deliver("Clients", letter({ id: "9@customer.test", subject: "Other folder" }));
  server.poison.set("INBOX", new Map([[2, "drop"]]));

  expect(await collect(mailbox)).toMatchObject({ kept: 4 });
  expect(await ledgerOf(mailbox)).toMatchObject({ seen: 5, pending: 4, gap: 1 });
  expect(await subjectsOf(mailbox)).toEqual(["Mail 1", "Mail 3", "Mail 4", "Other folder"]);

  server.poison.clear();
  server.deliver("INBOX", numbered(5));
  expect(await collect(mailbox)).toMatchObject({ kept: 2, failure: null });
  expect(await ledgerOf(mailbox)).toMatchObject({ seen: 6, gap: 0 });
});

test.each(["withhold", "refuse"] as const)(
  "of mails one of which the server %ss, the others come",
  async (how) => {
    const { server, mailbox } = await startWith(6);
    server.poison.set("INBOX", new Map([[3, how]]));

    expect(await collect(mailbox)).toMatchObject({ kept: 5, failure: null });
    expect(await ledgerOf(mailbox)).toMatchObject({ seen: 6, gap: 1 });
    // It goes on being a gap while other mails come, and is asked for again without asking for them.
    server.deliver("INBOX", numbered(7));
    expect(await collect(mailbox)).toMatchObject({ found: 1, kept: 1 });
    expect(await ledgerOf(mailbox)).toMatchObject({ seen: 7, gap: 1 });
    server.poison.clear();
    server.deliver("INBOX", numbered(8));
    expect(await collect(mailbox)).toMatchObject({ found: 2, kept: 2 });
    expect(await ledgerOf(mailbox)).toMatchObject({ seen: 8, gap: 0 });
  },
);

test("a mail that is deleted while it is withheld is no gap any more", async () => {
  const { server, mailbox } = await startWith(3);
  server.poison.set("INBOX", new Map([[2, "withhold"]]));
  await collect(mailbox);

  server.folders.get("INBOX")?.mails.delete(2);
  server.deliver("INBOX", numbered(4));
  await collect(mailbox);

  expect(await ledgerOf(mailbox)).toMatchObject({ seen: 3, gap: 0 });
});

test("a folder that is gone from the server leaves no gap behind", async () => {
  const { server, mailbox } = await startWith(1, { Clients: "" });
  server.deliver("Clients", numbered(2));
  server.poison.set("Clients", new Map([[1, "withhold"]]));
  await collect(mailbox);
  expect(await ledgerOf(mailbox)).toMatchObject({ gap: 1 });

  server.folders.delete("Clients");
  await collect(mailbox);

  expect(await ledgerOf(mailbox)).toMatchObject({ seen: 1, gap: 0 });
});

// The names are French, in the modified UTF-7 they have on the wire; the server says of one only what it is for.
test("what lies inside the bin or the junk folder is not collected", async () => {
  const { server, mailbox } = await startWith(0, {
    Corbeille: "\\Trash",
    "Corbeille/2025": "",
    "Courrier ind&AOk-sirable": "",
    "Envoy&AOk-s": "",
  });
  for (const path of ["Corbeille", "Corbeille/2025", "Courrier ind&AOk-sirable"])
    server.deliver(path, letter({ id: `${path.length}@customer.test` }));
  server.deliver("Envoy&AOk-s", letter({ id: "5@atelier.test", from: "support@atelier.test" }));

  expect(await collect(mailbox)).toMatchObject({ kept: 1 });
  await receiveEmails(mailbox.companyId, mailbox.integrationId);
  expect(await listAllMessages(mailbox)).toMatchObject([{ kind: "outbound" }]);
});

test("a mailbox that shows the same mails under several labels gives each once, and leaves All Mail alone", async () => {
  const { server, mailbox } = await startWith(2, { "[Gmail]/All Mail": "\\All", Clients: "" });
  for (const path of ["[Gmail]/All Mail", "Clients"]) server.deliver(path, numbered(1));
  server.deliver("[Gmail]/All Mail", numbered(2));

  expect(await syncMailbox(mailbox.companyId, mailbox.integrationId)).toMatchObject({
    received: 2,
    duplicates: 1,
  });
});

test("a mail that is too large comes with its headers only, set apart with the reason", async () => {
  const { server, mailbox } = await startWith(1);
  const huge = letter({
    id: "big@customer.test",
    subject: "Plans",
    text: `${"x".repeat(998)}\n`.repeat(38_000),
  });
  server.deliver("INBOX", huge);

  expect(await syncMailbox(mailbox.companyId, mailbox.integrationId)).toMatchObject({
    received: 1,
    setApart: 1,
  });
  const plans = (await listAllMessages(mailbox)).find(({ subject }) => subject === "Plans");
  expect(plans).toMatchObject({ sender: "claire@customer.test", unparsedBecause: "too-large" });
});

test("a mailbox that cannot be reached says why and since when, and is well again when it can", async () => {
  const { server, mailbox } = await startWith(1);
  const { companyId, integrationId } = mailbox;
  const state = () => withCompany(companyId, (db) => findIntegration(db, integrationId));
  const { port } = server;
  const listenAt = (imapPort: number) =>
    withCompany(companyId, async (db) => {
      const found = await findIntegration(db, integrationId);
      const settings = { ...found?.settings, imapPort };
      await db.update(integrations).set({ settings }).where(eq(integrations.id, integrationId));
    });
  await listenAt(1);

  expect(await collect(mailbox)).toMatchObject({ failure: "port" });
  const failing = await state();
  expect(failing).toMatchObject({ failure: "port", failingSince: expect.any(Date) });
  await collect(mailbox);
  expect((await state())?.failingSince).toEqual(failing?.failingSince);

  await listenAt(port);
  await collect(mailbox);
  expect(await state()).toMatchObject({ failure: null, failingSince: null });
});

test("the cursor never passes what was not handed over", async () => {
  const { server, mailbox } = await startWith(500);
  server.poison.set("INBOX", new Map([[150, "withhold"]]));

  await collect(mailbox);

  const [folder] = await withCompany(mailbox.companyId, (db) =>
    db.select().from(mailFolders).where(eq(mailFolders.integrationId, mailbox.integrationId)),
  );
  expect(folder).toMatchObject({ lastUid: 149, missing: 1 });
});

test("a collection whose time is over stops after a batch, and the next goes on from there", async () => {
  const { mailbox } = await startWith(450);
  const { companyId, integrationId } = mailbox;

  const first = await collectEmails(companyId, integrationId, { until: new Date(0) });
  expect(first.kept).toBe(0);
  const soon = await collectEmails(companyId, integrationId, { until: new Date(Date.now() + 1) });
  expect(soon.kept).toBeLessThan(450);
  expect(await collect(mailbox)).toMatchObject({ kept: 450 - soon.kept, failure: null });
  expect(await checkLedger(companyId, integrationId)).toBe(0);
});

const chore = fc.oneof(
  fc.record({ what: fc.constant("deliver" as const), to: fc.constantFrom("INBOX", "Clients") }),
  fc.record({
    what: fc.constant("fault" as const),
    fault: fc.constantFrom<FetchFault>("drop", "cut", "fewer", "refuse", "throttle"),
  }),
  fc.record({ what: fc.constant("move" as const), nth: fc.nat(50) }),
  fc.record({ what: fc.constant("delete" as const), nth: fc.nat(50) }),
  fc.record({ what: fc.constant("renumber" as const), path: fc.constantFrom("INBOX", "Clients") }),
  fc.record({ what: fc.constant("collect" as const) }),
  fc.record({ what: fc.constant("receive" as const) }),
);

test("whatever goes wrong in whatever order, each mail comes once and the ledger adds up", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(chore, { minLength: 5, maxLength: 25 }), async (chores) => {
      const { server, mailbox } = await startWith(2, { Clients: "" });
      const { companyId, integrationId } = mailbox;
      const delivered = new Set(["Mail 1", "Mail 2"]);
      const deleted = new Set<string>();
      let count = 2;
      for (const one of chores) {
        const inbox = [...(server.folders.get("INBOX")?.mails ?? [])];
        if (one.what === "deliver") {
          count += 1;
          server.deliver(one.to, numbered(count));
          delivered.add(`Mail ${count}`);
        }
        if (one.what === "fault") server.faults.push(one.fault);
        if (one.what === "renumber") server.renumber(one.path);
        const [uid, mail] = ("nth" in one ? inbox[one.nth] : undefined) ?? [];
        if (one.what === "move" && uid) server.move("INBOX", uid, "Clients");
        if (one.what === "delete" && uid && mail) {
          server.folders.get("INBOX")?.mails.delete(uid);
          deleted.add(mail.raw.match(/^Subject: (.*)\r$/m)?.[1] ?? "");
        }
        if (one.what === "collect") await collect(mailbox);
        if (one.what === "receive") await receiveEmails(companyId, integrationId);
      }
      server.faults = [];
      const result = await syncMailbox(companyId, integrationId);
      expect(result.failure).toBeNull();

      const subjects = (await listAllMessages(mailbox)).map(({ subject }) => subject);
      expect(new Set(subjects).size).toBe(subjects.length);
      for (const subject of delivered) if (!deleted.has(subject)) expect(subjects).toContain(subject);
      const { seen, folders, ...parts } = await ledgerOf(mailbox);
      expect(seen).toBe(Object.values(parts).reduce((sum, part) => sum + part, 0));
      expect(parts).toMatchObject({ pending: 0, gap: 0, filed: subjects.length });
      expect(await checkLedger(companyId, integrationId)).toBe(0);
      await server.close();
    }),
    { numRuns: Number(process.env.FAULT_RUNS ?? 25) },
  );
}, 120_000);
