import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { findIntegration } from "@/db/queries/integrations-list";
import { integrations, mailFolders } from "@/db/schema";
import { collectEmails } from "@/lib/intake/collect-emails";
import { receiveEmails } from "@/lib/intake/receive-emails";
import { syncMailbox } from "@/lib/intake/sync-mailboxes";
import { checkLedger } from "@/lib/integrations/ledger";
import { letter } from "@/tests/support/letter";
import { listAllMessages } from "@/tests/support/mailbox";
import { collect, numbered, startWith } from "./faulty-mailbox";

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
