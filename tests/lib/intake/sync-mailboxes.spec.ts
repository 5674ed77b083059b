import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { inboundEmails } from "@/db/schema";
import { syncMailbox } from "@/lib/intake/sync-mailboxes";
import { checkLedger, readLedger } from "@/lib/integrations/ledger";
import { type DovecotMailbox, isDovecotInstalled, startDovecotServer } from "@/tests/support/dovecot-server";
import { type HoodiecrowMailbox, startImapServer } from "@/tests/support/imap-server";
import { letter } from "@/tests/support/letter";
import { type ConnectedMailbox, connectTo, connectTwin, listAllMessages } from "@/tests/support/mailbox";

type Server = HoodiecrowMailbox | DovecotMailbox;

const hasDovecot = isDovecotInstalled();

const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY);
const sync = ({ companyId, integrationId }: ConnectedMailbox) => syncMailbox(companyId, integrationId);
const ledgerOf = ({ companyId, integrationId }: ConnectedMailbox) =>
  withCompany(companyId, (db) => readLedger(db, integrationId));
const subjectsOf = async (mailbox: ConnectedMailbox) =>
  (await listAllMessages(mailbox)).map(({ subject }) => subject).toSorted();

const NOTHING = { received: 0, duplicates: 0, newsletters: 0, setApart: 0, failure: null };

describe.each<{ name: string; start: () => Promise<Server>; skip: boolean }>([
  { name: "hoodiecrow", start: startImapServer, skip: false },
  {
    name: hasDovecot ? "Dovecot" : "Dovecot, which is not installed here",
    start: startDovecotServer,
    skip: !hasDovecot,
  },
])("a mailbox on $name", ({ start, skip }) => {
  let server: Server;
  beforeEach(async () => {
    if (!skip) server = await start();
  });
  afterEach(() => server?.close());

  test.skipIf(skip)("gives each mail once, read or not, and nothing the second time", async () => {
    await server.deliver(letter({ id: "1@customer.test", subject: "Unread" }));
    await server.deliver(letter({ id: "2@customer.test", subject: "Read elsewhere" }), { flags: ["\\Seen"] });
    const mailbox = await connectTo(server);

    expect(await sync(mailbox)).toMatchObject({ ...NOTHING, received: 2 });
    expect(await sync(mailbox)).toMatchObject(NOTHING);
    await server.deliver(letter({ id: "3@customer.test", subject: "Later" }));
    expect(await sync(mailbox)).toMatchObject({ ...NOTHING, received: 1 });

    expect(await subjectsOf(mailbox)).toEqual(["Later", "Read elsewhere", "Unread"]);
  });

  test.skipIf(skip)("is read folder by folder, by what each folder is for", async () => {
    await server.deliver(letter({ id: "1@customer.test", subject: "In the inbox" }));
    await server.deliver(letter({ id: "2@customer.test", subject: "In a project" }), { folder: "Clients" });
    await server.deliver(letter({ id: "3@customer.test", subject: "Spam" }), { folder: "Junk" });
    await server.deliver(letter({ id: "4@customer.test", subject: "Thrown away" }), { folder: "Trash" });
    await server.deliver(letter({ id: "5@atelier.test", subject: "Unfinished" }), { folder: "Drafts" });
    const mailbox = await connectTo(server);
    const answer = { from: mailbox.address, to: "claire@customer.test", inReplyTo: "1@customer.test" };
    await server.deliver(letter({ id: "6@atelier.test", subject: "Re: In the inbox", ...answer }), {
      folder: "Sent",
    });

    await sync(mailbox);

    const messages = await listAllMessages(mailbox);
    expect(messages.map(({ subject }) => subject).toSorted()).toEqual([
      "In a project",
      "In the inbox",
      "Re: In the inbox",
    ]);
    const ours = messages.find(({ kind }) => kind === "outbound");
    const question = messages.find(({ subject }) => subject === "In the inbox");
    expect(ours).toMatchObject({ subject: "Re: In the inbox", conversationId: question?.conversationId });
    expect(await ledgerOf(mailbox)).toMatchObject({ seen: 3, filed: 2, own: 1, gap: 0 });
  });

  test.skipIf(skip)("begins where the person said", async () => {
    await server.deliver(letter({ id: "1@customer.test", subject: "Old" }), { date: daysAgo(40) });
    await server.deliver(letter({ id: "2@customer.test", subject: "Last week" }), { date: daysAgo(7) });
    const since30 = await connectTo(server, { sinceDays: 30 });
    const fromNow = await connectTo(server, { sinceDays: 0 });

    await sync(since30);
    await sync(fromNow);
    // A mail that comes later counts, whatever the server's clock says.
    await server.deliver(letter({ id: "3@customer.test", subject: "New" }), { date: daysAgo(2) });
    await sync(since30);
    await sync(fromNow);

    expect(await subjectsOf(since30)).toEqual(["Last week", "New"]);
    expect(await subjectsOf(fromNow)).toEqual(["New"]);
    expect(await checkLedger(since30.companyId, since30.integrationId)).toBe(0);
    expect(await checkLedger(fromNow.companyId, fromNow.integrationId)).toBe(0);
  });

  test.skipIf(skip)("that numbers a folder anew gives no mail twice", async () => {
    const mails = [1, 2, 3].map((n) => letter({ id: `${n}@customer.test`, subject: `Mail ${n}` }));
    for (const mail of mails) await server.deliver(mail, { folder: "Clients" });
    const mailbox = await connectTo(server);
    await sync(mailbox);

    await server.recreateFolder("Clients");
    for (const mail of mails) await server.deliver(mail, { folder: "Clients" });
    await server.deliver(letter({ id: "4@customer.test", subject: "Mail 4" }), { folder: "Clients" });

    expect(await sync(mailbox)).toMatchObject({ ...NOTHING, received: 1, duplicates: 3 });
    expect(await subjectsOf(mailbox)).toEqual(["Mail 1", "Mail 2", "Mail 3", "Mail 4"]);
    expect(await ledgerOf(mailbox)).toMatchObject({ seen: 7, filed: 4, duplicates: 3, gap: 0 });
    expect(await checkLedger(mailbox.companyId, mailbox.integrationId)).toBe(0);
  });

  test.skipIf(skip)("where a mail is deleted before it is fetched does not look new for ever", async () => {
    await server.deliver(letter({ id: "1@customer.test" }));
    const mailbox = await connectTo(server);
    await sync(mailbox);
    const uid = await server.deliver(letter({ id: "2@customer.test" }));
    await server.remove("INBOX", uid ?? 2);

    expect(await sync(mailbox)).toMatchObject(NOTHING);
    await server.deliver(letter({ id: "3@customer.test", subject: "After" }));
    expect(await sync(mailbox)).toMatchObject({ ...NOTHING, received: 1 });
    expect(await checkLedger(mailbox.companyId, mailbox.integrationId)).toBe(0);
  });

  test.skipIf(skip)("where a mail lies in two folders, or is moved, gives it once", async () => {
    const mail = letter({ id: "1@customer.test", subject: "Twice" });
    const uid = await server.deliver(mail);
    await server.deliver(mail, { folder: "Clients" });
    const mailbox = await connectTo(server);
    expect(await sync(mailbox)).toMatchObject({ ...NOTHING, received: 1, duplicates: 1 });

    await server.remove("INBOX", uid ?? 1);
    await server.deliver(mail, { folder: "Archive" });

    expect(await sync(mailbox)).toMatchObject({ ...NOTHING, duplicates: 1 });
    expect(await subjectsOf(mailbox)).toEqual(["Twice"]);
  });

  test.skipIf(skip)("that is synced twice at once gives each mail once", async () => {
    for (let n = 1; n <= 20; n += 1)
      await server.deliver(
        letter({ id: `${n}@customer.test`, subject: `Mail ${String(n).padStart(2, "0")}` }),
      );
    const mailbox = await connectTo(server);

    await Promise.all([sync(mailbox), sync(mailbox), sync(mailbox)]);

    expect(new Set(await subjectsOf(mailbox)).size).toBe(20);
    expect(await listAllMessages(mailbox)).toHaveLength(20);
    expect(await ledgerOf(mailbox)).toMatchObject({ seen: 20, filed: 20, pending: 0, gap: 0 });
  });

  test.skipIf(skip)("tells what is missing here, and the next sync brings it", async () => {
    for (const n of [1, 2, 3]) await server.deliver(letter({ id: `${n}@customer.test` }));
    const mailbox = await connectTo(server);
    await sync(mailbox);
    const { companyId, integrationId } = mailbox;
    await withCompany(companyId, (db) =>
      db
        .delete(inboundEmails)
        .where(and(eq(inboundEmails.integrationId, integrationId), eq(inboundEmails.uid, 2))),
    );

    expect(await checkLedger(companyId, integrationId)).toBe(1);
    expect(await ledgerOf(mailbox)).toMatchObject({ seen: 3, gap: 1 });
    expect(await sync(mailbox)).toMatchObject({ duplicates: 1 });
    expect(await ledgerOf(mailbox)).toMatchObject({ seen: 3, gap: 0 });
  });

  test.skipIf(skip)("belongs to its company alone", async () => {
    await server.deliver(letter({ id: "1@customer.test" }));
    const first = await connectTo(server);
    const second = await connectTo(server);

    await sync(first);

    expect(await listAllMessages(second)).toEqual([]);
    expect(await sync(second)).toMatchObject({ received: 1 });
    await expect(syncMailbox(second.companyId, first.integrationId)).rejects.toThrow();
  });

  test.skipIf(skip)("and another of the same company each keep their own copy", async () => {
    await server.deliver(letter({ id: "1@customer.test", to: "support@atelier.test, sales@atelier.test" }));
    const support = await connectTo(server);
    const sales = await connectTwin(support, server, { address: "sales@atelier.test" });

    await sync(support);
    expect(await sync(sales)).toMatchObject({ received: 1, duplicates: 0 });

    const conversations = (await listAllMessages(support)).map(({ conversationId }) => conversationId);
    expect(new Set(conversations).size).toBe(2);
  });
});
