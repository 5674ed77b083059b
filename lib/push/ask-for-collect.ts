import type { IntegrationRef } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { type Push, pauseUnless } from "./push";

const LOOK_EVERY_MS = 200;

interface Asker {
  ask: () => void;
  /** Once nothing is asked for any more. */
  quiet: () => Promise<void>;
}

/**
 * Asks for a collection of the mailbox at once. What is asked for before that one has ended becomes one more after it,
 * however often: a hundred mails that arrive together are two collections.
 */
export function askerOf(push: Push, mailbox: IntegrationRef, signal: AbortSignal): Asker {
  let isWanted = false;
  let asking: Promise<void> | undefined;
  const askUntilQuiet = async () => {
    try {
      while (isWanted && !signal.aborted) {
        isWanted = false;
        await askOnce(push, mailbox, signal);
      }
    } catch (error) {
      // The collection of every minute asks again.
      push.report(error, mailbox);
    } finally {
      asking = undefined;
    }
  };
  return {
    ask: () => {
      isWanted = true;
      asking ??= askUntilQuiet();
    },
    quiet: async () => asking,
  };
}

/** Until the mailbox was looked at, or for as long as that is worth waiting for: a collection may be left out. */
async function askOnce(
  { collect, rhythm }: Push,
  mailbox: IntegrationRef,
  signal: AbortSignal,
): Promise<void> {
  const before = await checkedAt(mailbox);
  await collect(mailbox);
  for (const since = Date.now(); Date.now() - since < rhythm.collectMs; ) {
    await pauseUnless(signal, LOOK_EVERY_MS);
    if (signal.aborted || (await checkedAt(mailbox)) !== before) return;
  }
}

const checkedAt = ({ companyId, integrationId }: IntegrationRef) =>
  withCompany(companyId, async (db) => (await getIntegration(db, integrationId)).checkedAt?.getTime());
