import { and, eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { listMailFoldersOf } from "@/db/queries/mail-folders";
import { activities } from "@/db/schema";
import { syncMailbox } from "@/lib/intake/sync-mailboxes";
import { chooseMailFolder } from "@/lib/integrations/choose-mail-folder";
import { readLedger } from "@/lib/integrations/ledger";
import { createEmployee } from "@/tests/support/factories/employee";
import { type FaultyMailbox, startFaultyImapServer } from "@/tests/support/faulty-imap-server";
import { letter } from "@/tests/support/letter";
import { connectTo, listAllMessages } from "@/tests/support/mailbox";

const servers: FaultyMailbox[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const DAY_MS = 86_400_000;

async function start(folders: Record<string, string>) {
  const server = await startFaultyImapServer(folders);
  servers.push(server);
  const mailbox = await connectTo(server);
  const { companyId, integrationId } = mailbox;
  const employeeId = await createEmployee(companyId);
  const within = <Value>(run: Parameters<typeof withCompany<Value>>[1]) => withCompany(companyId, run);
  const find = async (path: string) => {
    const found = (await within((db) => listMailFoldersOf(db, integrationId))).find(
      (one) => one.path === path,
    );
    if (!found) throw new Error(`There is no folder ${path}`);
    return found;
  };
  const choose = async (path: string, collected: boolean) => {
    const { id: mailFolderId } = await find(path);
    return within((db) => chooseMailFolder(db, { mailFolderId, collected, employeeId }));
  };
  const subjects = async () => (await listAllMessages(mailbox)).map(({ subject }) => subject).toSorted();
  const sync = () => syncMailbox(companyId, integrationId);
  return { server, mailbox, employeeId, within, find, choose, subjects, sync };
}

const mail = (subject: string) => letter({ id: `${subject}@customer.test`, subject });

test("a folder that is switched on comes from the mailbox's start point on", async () => {
  const { server, sync, choose, subjects, find } = await start({ Junk: "\\Junk" });
  server.deliver("INBOX", mail("ordinary"));
  server.deliver("Junk", mail("lost"));
  server.deliver("Junk", mail("long ago"), new Date(Date.now() - 90 * DAY_MS));
  await sync();
  expect(await subjects()).toEqual(["ordinary"]);

  await choose("Junk", true);
  await sync();

  expect(await subjects()).toEqual(["lost", "ordinary"]);
  expect(await find("Junk")).toMatchObject({ collected: true, chosenAt: expect.any(Date) });
});

test("a folder that is switched off keeps what is here, is no gap, and goes on where it was left", async () => {
  const { server, mailbox, sync, choose, subjects, within } = await start({ Clients: "" });
  server.deliver("Clients", mail("one"));
  server.poison.set("Clients", new Map([[2, "withhold"]]));
  server.deliver("Clients", mail("two"));
  await sync();
  const ledger = () => within((db) => readLedger(db, mailbox.integrationId));
  expect(await ledger()).toMatchObject({ seen: 2, gap: 1 });

  await choose("Clients", false);
  server.poison.clear();
  server.deliver("Clients", mail("three"));
  await sync();
  expect(await subjects()).toEqual(["one"]);
  expect(await ledger()).toMatchObject({ seen: 1, gap: 0 });

  await choose("Clients", true);
  await sync();
  expect(await subjects()).toEqual(["one", "three", "two"]);
});

test("what a person chose stays, and what nobody chose follows what the folder is for", async () => {
  const { server, sync, choose, find } = await start({ Clients: "", Old: "", Junk: "\\Junk" });
  await sync();
  await choose("Clients", false);
  await choose("Junk", true);

  for (const path of ["Clients", "Old"]) server.deliver(path, mail(path));
  Object.assign(server.folders.get("Old") ?? {}, { specialUse: "\\Trash" });
  await sync();

  expect(await find("Clients")).toMatchObject({ collected: false });
  expect(await find("Junk")).toMatchObject({ collected: true });
  expect(await find("Old")).toMatchObject({ collected: false, chosenAt: null });
});

test("the last folder that is on the server cannot be switched off", async () => {
  const { server, sync, choose, find } = await start({ Clients: "" });
  await sync();
  server.folders.delete("Clients");
  await sync();

  await expect(choose("INBOX", false)).rejects.toThrow("lastMailFolder");
  expect(await find("INBOX")).toMatchObject({ collected: true, chosenAt: null });
});

test("two who each switch off one of the last two leave one on", async () => {
  const { sync, choose, mailbox, within } = await start({ Clients: "" });
  await sync();

  await Promise.allSettled([choose("INBOX", false), choose("Clients", false)]);

  const folders = await within((db) => listMailFoldersOf(db, mailbox.integrationId));
  expect(folders.filter(({ collected }) => collected)).toHaveLength(1);
});

test("who chose what is written down, once", async () => {
  const { sync, choose, within, mailbox, employeeId, find } = await start({ Clients: "" });
  await sync();
  await choose("Clients", false);
  await choose("Clients", false);

  const { companyId, integrationId } = mailbox;
  const written = await within((db) =>
    db
      .select()
      .from(activities)
      .where(and(eq(activities.companyId, companyId), eq(activities.verb, "mailFolderLeft"))),
  );
  const { id: mailFolderId } = await find("Clients");
  expect(written).toMatchObject([
    { actor: "person", employeeId, detail: { integrationId, mailFolderId, path: "Clients" } },
  ]);
});

test("a folder of another company is not there", async () => {
  const ours = await start({});
  const theirs = await start({ Clients: "" });
  await theirs.sync();
  const { id: mailFolderId } = await theirs.find("Clients");
  const { employeeId } = ours;

  await expect(
    ours.within((db) => chooseMailFolder(db, { mailFolderId, collected: false, employeeId })),
  ).rejects.toThrow("mailFolderGone");
  expect(await theirs.find("Clients")).toMatchObject({ collected: true, chosenAt: null });
});
