import type { ParsedEmail, Unreadable } from "@/lib/email/parse-email";
import { ParserThread, type ParseTask, type ThreadLimits } from "@/lib/email/parser-thread";

type Limits = ThreadLimits & { workers: number };

const LIMITS: Limits = { workers: 2, secondsPerEmail: 10, megabytes: 256 };
const MOST_AT_ONCE = 16;

let parsers: ParserPool | undefined;

/** The workers of this process; they are started when the first mail comes and do not keep the process alive. */
export function getParsers(): ParserPool {
  parsers ??= new ParserPool(LIMITS);
  return parsers;
}

/** Ends the workers. Mails still being read are rejected; the next `parseEmail` starts new workers. */
export async function closeParsers(): Promise<void> {
  const closing = parsers;
  parsers = undefined;
  await closing?.close();
}

/** A queue of mails in front of a few worker threads. `parse` gives why when a mail cannot be read. */
export class ParserPool {
  #limits: Limits;
  #waiting: ParseTask[] = [];
  #threads = new Set<ParserThread>();
  #fillScheduled = false;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  parse(raw: Buffer): Promise<ParsedEmail | Unreadable> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ raw, plainly: null, resolve, reject });
      this.#scheduleFill();
    });
  }

  async close(): Promise<void> {
    const closed = new Error("The parsers were closed.");
    for (const task of this.#waiting.splice(0)) task.reject(closed);
    await Promise.all([...this.#threads].map((thread) => thread.close(closed)));
  }

  #scheduleFill(): void {
    if (this.#fillScheduled) return;
    this.#fillScheduled = true;
    queueMicrotask(() => {
      this.#fillScheduled = false;
      this.#fill();
    });
  }

  // A mail alone goes to a free worker at once; of many, each worker gets its share, so that none runs dry.
  #fill(): void {
    const busy = [...this.#threads].filter((thread) => thread.load > 0).length;
    const wanted = Math.min(this.#limits.workers, busy + this.#waiting.length);
    while (this.#threads.size < wanted) this.#start();
    const least = () => [...this.#threads].sort((a, b) => a.load - b.load)[0];
    const share = Math.max(1, Math.min(MOST_AT_ONCE, Math.ceil(this.#waiting.length / this.#limits.workers)));
    for (let thread = least(); thread && this.#waiting.length; thread = least()) {
      if (thread.load > share / 2) return;
      thread.take(this.#waiting.splice(0, share));
    }
  }

  #start(): void {
    const thread = new ParserThread(this.#limits, {
      answered: () => this.#scheduleFill(),
      ended: (unread) => {
        this.#threads.delete(thread);
        this.#waiting.unshift(...unread);
        if (this.#waiting.length) this.#scheduleFill();
      },
    });
    this.#threads.add(thread);
  }
}
