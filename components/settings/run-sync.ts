export interface SyncProgress {
  found: number;
  settled: number;
}

interface Counts {
  received: number;
  duplicates: number;
  newsletters: number;
  setApart: number;
}

export interface SyncEnd {
  counts: Counts | undefined;
  failure: string | null;
}

interface SyncState {
  running: SyncProgress | null;
  last: (Counts & { failure: string | null }) | null;
}

const EVERY_MS = 1000;

/**
 * Asks the server for a sync and reports how far it is until it is over. A proxy may lose patience with the request before
 * the sync ends: then its state tells the end.
 */
export async function runSync(
  integrationId: number,
  report: (progress: SyncProgress) => void,
): Promise<SyncEnd> {
  const address = `/inbox/integrations/${integrationId}/sync`;
  const asked: { answer?: SyncEnd | "unheard" } = {};
  const asking = askForSync(address).then((answer) => {
    asked.answer = answer;
  });
  for (;;) {
    await Promise.race([asking.then(() => (asked.answer === "unheard" ? pause() : undefined)), pause()]);
    if (asked.answer && asked.answer !== "unheard") return asked.answer;
    const state = await readState(address);
    if (state?.running) report(state.running);
    else if (asked.answer === "unheard")
      return { counts: state?.last ?? undefined, failure: state?.last ? state.last.failure : "unknown" };
  }
}

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, EVERY_MS));

async function askForSync(address: string): Promise<SyncEnd | "unheard"> {
  const answer = await fetch(address, { method: "POST" }).catch(() => undefined);
  const said = (await answer?.json().catch(() => undefined)) as (Counts & { failure?: string }) | undefined;
  if (!answer || !said) return "unheard";
  if ("received" in said) return { counts: said, failure: said.failure ?? null };
  return { counts: undefined, failure: "unknown" };
}

async function readState(address: string): Promise<SyncState | undefined> {
  const answer = await fetch(address).catch(() => undefined);
  return answer?.ok ? ((await answer.json()) as SyncState) : undefined;
}
