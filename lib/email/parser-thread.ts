import type { Worker } from "node:worker_threads";
import type { ParsedEmail, Unreadable } from "@/lib/email/parse-email";
import type { ParseAnswer, ParseJob } from "@/lib/email/parse-worker";
import { startWorker } from "@/lib/threads/start-worker";

export type ThreadLimits = { secondsPerEmail: number; megabytes: number };

/** A mail somebody waits for. `plainly` says why a first try failed. */
export type ParseTask = {
  raw: Buffer;
  plainly: Unreadable | null;
  resolve(email: ParsedEmail | Unreadable): void;
  reject(reason: Error): void;
};

type Watcher = { answered(): void; ended(unread: ParseTask[]): void };

const SECONDS_TO_START = 60;
const SECONDS_IDLE = 60;

/**
 * One worker thread: it reads the mails it took in their order. When one takes too long or kills the thread, `ended` gives
 * back what is unread, that mail first and to be read plainly; the second time, its answer is why it could not be read.
 */
export class ParserThread {
  #limits: ThreadLimits;
  #watcher: Watcher;
  #worker: Worker;
  #tasks: ParseTask[] = [];
  #lastId = 0;
  #ready = false;
  #timer: NodeJS.Timeout | undefined;
  #because: Unreadable = "broken";
  #failure = new Error("The mail parser did not start.");

  constructor(limits: ThreadLimits, watcher: Watcher) {
    this.#limits = limits;
    this.#watcher = watcher;
    this.#worker = startWorker("email/parse-worker.ts", limits.megabytes);
    this.#worker.on("message", (answer: ParseAnswer) => this.#hear(answer));
    this.#worker.on("error", (error: NodeJS.ErrnoException) => {
      this.#failure = error;
      if (error.code === "ERR_WORKER_OUT_OF_MEMORY") this.#because = "too-much-memory";
    });
    this.#worker.once("exit", () => this.#end());
    this.#watch();
  }

  get load(): number {
    return this.#tasks.length;
  }

  take(tasks: ParseTask[]): void {
    const jobs = tasks.map(
      ({ raw, plainly }): ParseJob => ({ id: ++this.#lastId, raw: new Uint8Array(raw), plainly }),
    );
    const buffers = jobs.map(({ raw }) => raw.buffer as ArrayBuffer);
    this.#worker.ref();
    this.#worker.postMessage(jobs, buffers);
    this.#tasks.push(...tasks);
    if (this.#tasks.length === tasks.length) this.#watch();
  }

  async close(reason: Error): Promise<void> {
    for (const task of this.#tasks.splice(0)) task.reject(reason);
    await this.#worker.terminate();
  }

  #hear(answer: ParseAnswer): void {
    if (answer === "ready") this.#ready = true;
    else this.#tasks.shift()?.resolve(answer.email);
    this.#watch();
    this.#watcher.answered();
  }

  #watch(): void {
    clearTimeout(this.#timer);
    const [current] = this.#tasks;
    if (this.#ready && !current) this.#rest();
    else this.#limitTimeFor(current);
  }

  #limitTimeFor(current: ParseTask | undefined): void {
    const seconds = this.#ready ? this.#limits.secondsPerEmail : SECONDS_TO_START;
    // An answer may already wait in this thread's queue when it was busy itself: it is heard before setImmediate.
    this.#timer = setTimeout(() => setImmediate(() => this.#giveUpOn(current)), seconds * 1000);
  }

  #rest(): void {
    this.#worker.unref();
    this.#timer = setTimeout(() => void this.#worker.terminate(), SECONDS_IDLE * 1000).unref();
  }

  #giveUpOn(task: ParseTask | undefined): void {
    if (this.#ready && this.#tasks[0] !== task) return;
    this.#because = "too-slow";
    void this.#worker.terminate();
  }

  #end(): void {
    clearTimeout(this.#timer);
    const [current, ...rest] = this.#tasks.splice(0);
    if (!this.#ready) for (const task of [current, ...rest.splice(0)]) task?.reject(this.#failure);
    else if (current?.plainly) current.resolve(this.#because);
    else if (current) rest.unshift({ ...current, plainly: this.#because });
    this.#watcher.ended(rest);
  }
}
