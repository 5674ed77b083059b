import { setTimeout as pause } from "node:timers/promises";
import type { IntegrationRef, WatchedMailbox } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { getIntegration } from "@/db/queries/integrations";
import { MailboxFailure } from "@/lib/email/imap-failure";
import { idleInInbox } from "@/lib/email/imap-idle";
import { AppError } from "@/lib/errors";
import { readMailboxAccess } from "@/lib/integrations/mailbox-access";
import { askerOf } from "./ask-for-collect";
import { type Push, pauseAfter, pauseUnless } from "./push";

export interface Watch {
  version: string;
  /** When the server refused whom we said to be; from then on nobody knocks any more. */
  refusedAt: Date | undefined;
  stop(): Promise<void>;
}

const STOP_MS = 2_000;

/**
 * Keeps one connection to a mailbox and asks for a collection whenever it connects and whenever there is news. A lost
 * connection is opened again, later and later; after a refused login, and at a server without IDLE, it rests.
 */
export function watchMailbox(push: Push, watched: WatchedMailbox, afterMs: number): Watch {
  const { companyId, integrationId, version } = watched;
  const mailbox = { companyId, integrationId };
  const stopping = new AbortController();
  const watch: Watch = {
    version,
    refusedAt: undefined,
    stop: async () => {
      stopping.abort();
      // Somebody who is just connecting ends a little later, by himself.
      await Promise.race([listening, pause(STOP_MS, undefined, { ref: false })]);
    },
  };
  const listening = keepListening({ push, mailbox, signal: stopping.signal, afterMs }).then((end) => {
    if (end === "refused") watch.refusedAt = new Date();
  });
  return watch;
}

interface Listener {
  push: Push;
  mailbox: IntegrationRef;
  signal: AbortSignal;
  afterMs: number;
}

type End = "lost" | "refused" | "unsupported";

async function keepListening(listener: Listener): Promise<End> {
  const asker = askerOf(listener.push, listener.mailbox, listener.signal);
  const end = await listenAgain(listener, asker.ask);
  await asker.quiet();
  return end;
}

async function listenAgain({ push, mailbox, signal, afterMs }: Listener, ask: () => void): Promise<End> {
  await pauseUnless(signal, afterMs);
  for (let failures = 0; !signal.aborted; ) {
    const since = Date.now();
    const end = await listen({ push, mailbox, signal }, ask);
    if (end !== "lost") return end;
    failures = Date.now() - since >= push.rhythm.steadyMs ? 1 : failures + 1;
    await pauseUnless(signal, pauseAfter(failures, push.rhythm));
  }
  return "lost";
}

const REFUSED = new Set(["login", "app-password", "consent", "refused"]);

/** Listens until the connection ends, and says why. */
async function listen({ push, mailbox, signal }: Omit<Listener, "afterMs">, ask: () => void): Promise<End> {
  const { companyId, integrationId } = mailbox;
  try {
    const integration = await withCompany(companyId, (db) => getIntegration(db, integrationId));
    const access = await readMailboxAccess(integration);
    const { patience } = push.rhythm;
    const end = await idleInInbox(access, { signal, patience, onNews: ask });
    return end === "ended" ? "lost" : end;
  } catch (error) {
    if (signal.aborted) return "lost";
    if (error instanceof AppError) return "refused";
    if (error instanceof MailboxFailure) return REFUSED.has(error.code) ? "refused" : "lost";
    push.report(error, mailbox);
    return "lost";
  }
}
