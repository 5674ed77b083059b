import { afterEach, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { syncMailbox } from "@/lib/intake/sync-mailboxes";
import { exportFolders, exportSetApart } from "@/lib/integrations/export-ledger";
import { type FaultyMailbox, startFaultyImapServer } from "@/tests/support/faulty-imap-server";
import { letter } from "@/tests/support/letter";
import { type ConnectedMailbox, connectTo } from "@/tests/support/mailbox";

const servers: FaultyMailbox[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(folders: Record<string, string> = {}) {
  const server = await startFaultyImapServer(folders);
  servers.push(server);
  return { server, mailbox: await connectTo(server) };
}

const write = (
  { companyId, integrationId }: ConnectedMailbox,
  file: typeof exportFolders,
  locale: "fr" | "en" = "fr",
) => withCompany(companyId, (db) => file(db, { integrationId, locale, timeZone: "Europe/Paris" }));
const NEWSLETTER = {
  "List-Unsubscribe": "<https://shop.test/u>",
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
};
const linesOf = (csv: string) => csv.slice(1).trimEnd().split("\r\n");

test("each folder has a line with what is on the server and what became of it", async () => {
  const { server, mailbox } = await start({ "Clients, VIP": "", Junk: "\\Junk" });
  for (const path of ["INBOX", "Clients, VIP"]) server.deliver(path, letter({ id: "1@customer.test" }));
  server.deliver("INBOX", letter({ id: "2@customer.test", headers: NEWSLETTER }));
  server.deliver("INBOX", letter({ id: "3@customer.test" }));
  server.deliver("Junk", letter({ id: "4@customer.test" }));
  server.poison.set("INBOX", new Map([[3, "withhold"]]));
  await syncMailbox(mailbox.companyId, mailbox.integrationId);

  const [head, ...lines] = linesOf(await write(mailbox, exportFolders, "en"));

  expect(head).toBe(
    "Folder on the server,Collected,On the server,Here,Filed,Newsletters,Duplicates,Bounces,Your own,Unreadable,Pending,Missing,Compared at",
  );
  const bare = lines.map((line) => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, "…"));
  expect(bare.toSorted()).toEqual([
    '"Clients, VIP",yes,1,1,0,0,1,0,0,0,0,0,…',
    "INBOX,yes,3,2,1,1,0,0,0,0,0,1,…",
    "Junk,no,1,0,0,0,0,0,0,0,0,0,",
  ]);
});

test("each mail that could not be read has a line with the reason, and runs nothing", async () => {
  const { server, mailbox } = await start();
  server.deliver(
    "INBOX",
    letter({
      id: "big@customer.test",
      from: '"=cmd()" <big@customer.test>',
      subject: "=HYPERLINK(1)",
      text: `${"x".repeat(998)}\n`.repeat(38_000),
    }),
  );
  server.deliver("INBOX", letter({ id: "fine@customer.test" }));
  await syncMailbox(mailbox.companyId, mailbox.integrationId);

  const [head, ...lines] = linesOf(await write(mailbox, exportSetApart));

  expect(head).toBe("Reçu le,Dossier du serveur,Nº IMAP,De,Adresse,Objet,Octets,Raison");
  expect(lines).toEqual([
    expect.stringMatching(
      /^\d{4}-\d\d-\d\d [\d:]{8},INBOX,1,'=cmd\(\),big@customer\.test,'=HYPERLINK\(1\),\d{8},.*trop lourd/,
    ),
  ]);
});

test("another company's mailbox is an empty table", async () => {
  const { server, mailbox } = await start();
  server.deliver("INBOX", letter({ id: "1@customer.test" }));
  await syncMailbox(mailbox.companyId, mailbox.integrationId);
  const { mailbox: other } = await start();

  const guessed = { ...mailbox, companyId: other.companyId };
  expect(linesOf(await write(guessed, exportFolders))).toHaveLength(1);
  expect(linesOf(await write(guessed, exportSetApart))).toHaveLength(1);
});
