import "server-only";
import { subscribe } from "./subscribe";

const HEARTBEAT = 20_000;
const CHECKED_EVERY = 60_000;
const GATHERED_FOR = 120;

interface Streamed {
  companyId: number;
  /** Whether the session still is open; asked every minute. */
  isStillOpen: () => Promise<boolean>;
  signal: AbortSignal;
}

/**
 * The events of `GET /inbox/live`: `{ conversationIds }` per change, none named meaning everything. The first one says
 * exactly that, since what changed before is not known. Ends with an event "end" once the session is over.
 */
export function liveStream({ companyId, isStillOpen, signal }: Streamed): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  let close: () => void = () => undefined;
  return new ReadableStream({
    async start(controller) {
      const send = (event: string) => {
        if (!signal.aborted) controller.enqueue(text.encode(event));
      };
      const notices = gather((conversationIds) => send(`data: ${JSON.stringify({ conversationIds })}\n\n`));
      const beat = setInterval(() => send(": still here\n\n"), HEARTBEAT);
      const check = setInterval(async () => {
        if (await isStillOpen().catch(() => true)) return;
        send("event: end\ndata: {}\n\n");
        close();
        controller.close();
      }, CHECKED_EVERY);
      const leaving = subscribe(companyId, notices.add);
      close = once(() => {
        clearInterval(beat);
        clearInterval(check);
        notices.stop();
        void leaving.then((leave) => leave()).catch(() => undefined);
      });
      signal.addEventListener("abort", close);
      send("retry: 3000\n\n");
      await leaving;
      notices.add([]);
    },
    cancel: () => close(),
  });
}

/** What comes within a moment goes out as one. */
function gather(send: (conversationIds: number[]) => void) {
  let waiting: { ids: Set<number>; everything: boolean } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    if (waiting) send(waiting.everything ? [] : [...waiting.ids]);
    waiting = undefined;
  };
  return {
    add: (ids: number[]) => {
      if (!waiting) timer = setTimeout(flush, GATHERED_FOR);
      waiting ??= { ids: new Set(), everything: false };
      if (ids.length === 0) waiting.everything = true;
      for (const id of ids) waiting.ids.add(id);
    },
    stop: () => clearTimeout(timer),
  };
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}
