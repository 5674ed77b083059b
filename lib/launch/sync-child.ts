/** A program of its own: collects every mailbox of every company once, and says of each what came. */
import { withCompany } from "@/db/company";
import { closeConnections } from "@/db/connection";
import { getIntegration } from "@/db/queries/integrations";
import { closeParsers } from "@/lib/email/parser-pool";
import { syncEveryCompany } from "@/lib/intake/sync-mailboxes";
import { openConsole } from "./console";
import { phraseFailure } from "./words";

const terminal = openConsole();
const synced: Promise<boolean>[] = [];

await syncEveryCompany((mailbox, result) => {
  synced.push(tell(mailbox, result));
});
const told = await Promise.all(synced);
if (told.length === 0) terminal.say("noMailbox");
await Promise.all([closeConnections(), closeParsers()]);
process.exitCode = told.every(Boolean) ? 0 : 1;

type Report = Parameters<Parameters<typeof syncEveryCompany>[0]>;

async function tell({ companyId, integrationId }: Report[0], result: Report[1]): Promise<boolean> {
  const { address } = await withCompany(companyId, (db) => getIntegration(db, integrationId));
  const { received, duplicates, newsletters, setApart, failure } = result;
  terminal.say("synced", { address, received, duplicates, newsletters, setApart });
  if (failure) terminal.warn("syncFailed", { address, failure: phraseFailure(failure) });
  return failure === null;
}
