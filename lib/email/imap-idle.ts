import { setTimeout as pause } from "node:timers/promises";
import { type ImapClient, type MailboxAccess, withImap } from "./imap";
import { asMailbox } from "./imap-failure";

interface Listening {
  /** Called once the folder is open, and whenever the server says that it has more mails than before. */
  onNews: () => void;
  signal: AbortSignal;
  patience?: IdlePatience;
}

export interface IdlePatience {
  connectMs: number;
  /** How long one IDLE lasts. RFC 2177: less than 29 minutes; routers forget a silent connection earlier. */
  idleMs: number;
}

const PATIENCE: IdlePatience = { connectMs: 15_000, idleMs: 5 * 60_000 };
const AGAIN_MS = 250;

/**
 * Keeps a connection open on INBOX until `signal` is aborted or the server ends it. "unsupported": the server cannot tell of
 * new mails. What the server does wrong on the way in arrives as a MailboxFailure.
 */
export async function idleInInbox(
  access: MailboxAccess,
  { onNews, signal, patience = PATIENCE }: Listening,
): Promise<"unsupported" | "ended"> {
  const { idleMs } = patience;
  return withImap(
    access,
    async (client) => {
      if (!client.capabilities.has("IDLE")) return "unsupported";
      const leave = () => client.close();
      signal.addEventListener("abort", leave);
      try {
        client.on("exists", onNews);
        await asMailbox(client.mailboxOpen("INBOX", { readOnly: true }));
        onNews();
        await keepIdling(client, signal);
        return "ended";
      } finally {
        signal.removeEventListener("abort", leave);
      }
    },
    { ...patience, silenceMs: idleMs + 60_000 },
  );
}

/** One IDLE after the other: a server may end one by itself, and means no harm. */
async function keepIdling(client: ImapClient, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && client.usable) {
    const wentWell = await client.idle().catch(() => false);
    if (wentWell === false) return;
    await pause(AGAIN_MS);
  }
}
