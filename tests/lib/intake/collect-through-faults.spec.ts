import fc from "fast-check";
import { expect, test } from "vitest";
import { receiveEmails } from "@/lib/intake/receive-emails";
import { syncMailbox } from "@/lib/intake/sync-mailboxes";
import { checkLedger } from "@/lib/integrations/ledger";
import type { FetchFault } from "@/tests/support/faulty-imap-server";
import { letter } from "@/tests/support/letter";
import { listAllMessages } from "@/tests/support/mailbox";
import { collect, ledgerOf, numbered, startWith, subjectsOf } from "./faulty-mailbox";

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
