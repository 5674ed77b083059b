import { afterEach, beforeEach, expect, test } from "vitest";
import type { IntegrationRef } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { recordSuccess } from "@/db/queries/integrations";
import { pauseIntegration, resumeIntegration, sealIn } from "@/db/queries/integrations-list";
import { collectEmails } from "@/lib/intake/collect-emails";
import { sealMailboxPassword } from "@/lib/integrations/mailbox-access";
import { RHYTHM } from "@/lib/push/push";
import { watchMailboxes } from "@/lib/push/watch-mailboxes";
import { type HoodiecrowMailbox, startImapServer } from "@/tests/support/imap-server";
import { eventually, quiet } from "@/tests/support/jobs";
import { letter } from "@/tests/support/letter";
import { type ConnectedMailbox, connectTo } from "@/tests/support/mailbox";
import { type ScriptedServer, startImapStub } from "@/tests/support/scripted-server";

const QUICK = { ...RHYTHM, lookMs: 50, pauseMs: 40, longestPauseMs: 400, collectMs: 1_000 };

let server: HoodiecrowMailbox;
let mailbox: ConnectedMailbox;
let stops: (() => Promise<void>)[];

beforeEach(async () => {
  stops = [];
  server = await startImapServer();
  mailbox = await connectTo(server);
});

afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
  const { companyId, integrationId } = mailbox;
  await withCompany(companyId, (db) => pauseIntegration(db, integrationId));
  await server.close();
});

/** What a process does that pushes: `asked` tells the mailboxes whose collection it asked for. */
function push(rhythm = QUICK) {
  const asked: IntegrationRef[] = [];
  const kept: number[] = [];
  const reported: unknown[] = [];
  const collect = async (one: IntegrationRef) => {
    asked.push(one);
    kept.push((await collectEmails(one.companyId, one.integrationId)).kept);
  };
  const { stop } = watchMailboxes({ collect, report: (error) => reported.push(error) }, rhythm);
  stops.push(stop);
  return { asked, kept, reported, stop };
}

const isListenedTo = (connections = 1) =>
  eventually(`${connections} connections are kept open`, async () => {
    if (server.connections() !== connections) return false;
    await quiet();
    return server.connections() === connections;
  });
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const changePassword = ({ companyId, integrationId }: ConnectedMailbox, password: string) =>
  withCompany(companyId, (db) =>
    sealIn(db, integrationId, sealMailboxPassword(companyId, integrationId, password)),
  );

test("a mail is collected as soon as the server tells of it", async () => {
  const { kept, asked } = push();
  await isListenedTo();
  await eventually("it asked once connected", () => asked.length > 0);
  expect(asked[0]).toEqual({ companyId: mailbox.companyId, integrationId: mailbox.integrationId });

  const deliveredAt = Date.now();
  await server.deliver(letter({ id: "1@customer.test" }));

  await eventually("it is kept", () => sum(kept) === 1);
  expect(Date.now() - deliveredAt).toBeLessThan(2_000);
});

test("mails that come together are few collections", async () => {
  const { kept, asked } = push();
  await isListenedTo();
  const before = asked.length;
  for (let n = 1; n <= 40; n += 1) await server.deliver(letter({ id: `${n}@customer.test` }));

  await eventually("they are kept", () => sum(kept) === 40);
  expect(asked.length - before).toBeLessThan(12);
});

test("what came while the line was cut is collected when it stands again", async () => {
  const { kept } = push();
  await isListenedTo();

  server.drop();
  await server.deliver(letter({ id: "1@customer.test" }));

  await eventually("it is kept", () => sum(kept) === 1);
  await isListenedTo();
});

test("after a refused login nobody knocks again until the password is another one", async () => {
  await changePassword(mailbox, "wrong");
  const { asked, kept } = push();
  await quiet();
  await quiet();
  expect(asked).toEqual([]);
  expect(server.connections()).toBe(0);

  await changePassword(mailbox, "secret");
  await isListenedTo();
  await server.deliver(letter({ id: "1@customer.test" }));
  await eventually("its mail is kept", () => sum(kept) === 1);
});

test("a login that the collection of the minute got through is tried here again", async () => {
  const { port } = server;
  await server.close();
  server = await startImapServer({ port, password: "another" });
  const { asked } = push();
  await quiet();
  await server.close();
  server = await startImapServer({ port });
  await quiet();
  expect(asked).toEqual([]);

  await withCompany(mailbox.companyId, (db) => recordSuccess(db, mailbox.integrationId));
  await isListenedTo();
});

test("a paused mailbox is left, and one that goes on is connected to again", async () => {
  push();
  await isListenedTo();
  const { companyId, integrationId } = mailbox;

  await withCompany(companyId, (db) => pauseIntegration(db, integrationId));
  await isListenedTo(0);
  await withCompany(companyId, (db) => resumeIntegration(db, integrationId));
  await isListenedTo();
});

test("a mailbox that is added is connected to by itself", async () => {
  push();
  await isListenedTo();

  const { companyId, integrationId } = await connectTo(server);
  await isListenedTo(2);

  await withCompany(companyId, (db) => pauseIntegration(db, integrationId));
  await isListenedTo();
});

test("of two processes one is connected, and the other takes over when it ends", async () => {
  const first = push();
  await isListenedTo();
  push();
  await isListenedTo();

  await first.stop();
  await isListenedTo();
});

test("no more mailboxes than there is room for are connected to", async () => {
  const { companyId, integrationId } = await connectTo(server);
  push({ ...QUICK, most: 1 });
  await isListenedTo();
  await withCompany(companyId, (db) => pauseIntegration(db, integrationId));
});

test("a server that is away is asked again, and nothing is reported as broken", async () => {
  const { port } = server;
  await server.close();
  const { reported, kept } = push();
  await quiet();

  server = await startImapServer({ port });
  await server.deliver(letter({ id: "1@customer.test" }));

  await eventually("its mail is kept", () => sum(kept) === 1);
  expect(reported).toEqual([]);
});

test("a server that cannot tell of new mail is left to the collection of every minute", async () => {
  const stub: ScriptedServer = await startImapStub({ mails: {} });
  const { companyId, integrationId } = await connectTo({ ...stub, username: "plain@atelier.test" });
  push();
  await eventually("it was asked what it can do", () => stub.lines.some((line) => /CAPABILITY/.test(line)));
  await eventually("it was left", () => stub.connections() === 0);
  const said = stub.lines.length;
  await quiet();
  expect(stub.lines).toHaveLength(said);
  expect(stub.lines.some((line) => /EXAMINE/.test(line))).toBe(false);
  await withCompany(companyId, (db) => pauseIntegration(db, integrationId));
  await stub.close();
});
