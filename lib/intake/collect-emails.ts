import { withCompany } from "@/db/company";
import { getIntegration, recordFailure, recordSuccess } from "@/db/queries/integrations";
import type { Integration } from "@/db/schema";
import {
  type FetchCaution,
  type ImapClient,
  MailboxFailure,
  type MailboxFailureCode,
  withImap,
} from "@/lib/email/imap";
import { AppError } from "@/lib/errors";
import { readMailboxAccess } from "@/lib/integrations/mailbox-access";
import { collectFolder } from "./collect-folder";
import { type FolderPair, matchFolders } from "./match-folders";

export interface Collected {
  found: number;
  kept: number;
  failure: CollectFailure | null;
}

/** `sealed`: the stored password is not there, or its key is not. */
type CollectFailure = MailboxFailureCode | "sealed";

interface Pace {
  /** The sync whose progress is shown. */
  syncId?: number;
  /** When to stop, the rest left for the next time. */
  until?: Date;
}

interface Collection extends Pace {
  integration: Integration;
  collected: Collected;
  /** The folders still to read; undefined until the server has told them. */
  waiting: FolderPair[] | undefined;
  /** By folder: why it could not be read to its end. */
  failures: Map<number, MailboxFailureCode>;
  cautions: Map<number, FetchCaution>;
}

const CONNECTIONS = 4;

/**
 * Fetches what is new in every collected folder of a mailbox and stores it raw, each batch with its cursor in one
 * transaction. A second call fetches what the first did not keep. A folder that fails does not stop the others; a mailbox
 * that cannot be read is an outcome, kept on the integration; anything else is thrown.
 */
export async function collectEmails(
  companyId: number,
  integrationId: number,
  pace: Pace = {},
): Promise<Collected> {
  const integration = await withCompany(companyId, (db) => getIntegration(db, integrationId));
  const collected: Collected = { found: 0, kept: 0, failure: null };
  const collection: Collection = {
    ...pace,
    integration,
    collected,
    waiting: undefined,
    failures: new Map(),
    cautions: new Map(),
  };
  collected.failure = await readMailbox(collection);
  await withCompany(companyId, (db) =>
    collected.failure
      ? recordFailure(db, integrationId, collected.failure)
      : recordSuccess(db, integrationId),
  );
  return collected;
}

/** Over as many connections as it takes, within reason; gives why something could not be read. */
async function readMailbox(collection: Collection): Promise<CollectFailure | null> {
  for (let connection = 1; connection <= CONNECTIONS; connection++) {
    const failure = await readOverOneConnection(collection);
    if (failure === "consent" && askForAnotherToken(collection)) continue;
    const isOver = !failure || !collection.waiting || failure === "throttled" || connection === CONNECTIONS;
    if (isOver) return failure ?? [...collection.failures.values()][0] ?? null;
  }
  return null;
}

/** A token may be refused before its time: another one is asked for once, before anybody is told. */
function askForAnotherToken(collection: Collection): boolean {
  const { integration } = collection;
  if (integration.failure === "consent") return false;
  collection.integration = { ...integration, failure: "consent" };
  return true;
}

async function readOverOneConnection(collection: Collection): Promise<CollectFailure | undefined> {
  const { integration } = collection;
  try {
    await withImap(readMailboxAccess(integration), async (client) => {
      collection.waiting ??= await matchFolders(integration, client);
      while (collection.waiting.length > 0 && !isOver(collection)) await readNextFolder(collection, client);
    });
    return undefined;
  } catch (error) {
    if (error instanceof MailboxFailure) return error.code;
    if (error instanceof AppError) return "sealed";
    throw error;
  }
}

const isOver = ({ until }: Pace) => until !== undefined && Date.now() > until.getTime();

async function readNextFolder(collection: Collection, client: ImapClient): Promise<void> {
  const { failures, cautions, waiting = [] } = collection;
  const pair = waiting.shift();
  if (!pair) return;
  const { id } = pair.folder;
  const caution = cautions.get(id) ?? { avoid: new Set(), aloneUpTo: 0, asking: [] };
  cautions.set(id, caution);
  try {
    await collectFolder({ ...collection, ...pair, client, caution });
    failures.delete(id);
  } catch (error) {
    if (!(error instanceof MailboxFailure)) throw error;
    failures.set(id, error.code);
    if (error.code === "folder") return;
    learn(caution);
    // The others first: one folder that breaks every connection must not keep them waiting.
    waiting.push(pair);
    throw error;
  }
}

/** After a connection broke on some mails each goes alone; one that breaks it alone stays on the server, as a gap. */
function learn(caution: FetchCaution): void {
  const { asking, aloneUpTo, avoid } = caution;
  for (const uid of asking) if (uid <= aloneUpTo) avoid.add(uid);
  caution.aloneUpTo = Math.max(aloneUpTo, ...asking);
  caution.asking = [];
}
