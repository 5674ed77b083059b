import type { ReadAnswer, ReadDocument, ReadJob, Unread } from "@/lib/knowledge/read-worker";
import { startWorker } from "@/lib/threads/start-worker";

export type ReadLimits = { seconds: number; megabytes: number };

const LIMITS: ReadLimits = { seconds: 20, megabytes: 256 };
const SECONDS_TO_START = 60;
const LOOKS_EVERY_MS = 50;
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Reads a document in a thread of its own, which ends with it, when its time is over or when it takes too much memory. Two are
 * read at once, others wait. What is wrong with a document is answered; only a thread that does not start throws.
 */
export async function readDocument(job: ReadJob, limits = LIMITS): Promise<ReadDocument | Unread> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await readInThread(job, limits);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function readInThread(job: ReadJob, { seconds, megabytes }: ReadLimits): Promise<ReadDocument | Unread> {
  const worker = startWorker("knowledge/read-worker.ts", megabytes);
  const watch = watchMemory(2 * megabytes, () => settle("too-heavy"));
  let timer = setTimeout(() => worker.emit("error", new Error("It did not start")), SECONDS_TO_START * 1000);
  let settle: (read: ReadDocument | Unread) => void = () => undefined;
  const read = new Promise<ReadDocument | Unread>((resolve, reject) => {
    let isReady = false;
    settle = resolve;
    worker.on("message", (answer: ReadAnswer) => {
      if (answer !== "ready") return resolve(answer.read);
      isReady = true;
      clearTimeout(timer);
      timer = setTimeout(() => resolve("too-slow"), seconds * 1000);
      worker.postMessage(job);
    });
    worker.on("error", (error: NodeJS.ErrnoException) => {
      if (!isReady) return reject(error);
      resolve(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "too-heavy" : "broken");
    });
    worker.once("exit", () => resolve("broken"));
  });
  return read.finally(() => {
    clearTimeout(timer);
    clearInterval(watch);
    void worker.terminate();
  });
}

// Node limits the objects of a thread, not its buffers: what is packed into a PDF may unpack to a thousand times its size.
function watchMemory(megabytes: number, onTooMuch: () => void): NodeJS.Timeout {
  const most = process.memoryUsage.rss() + megabytes * 1024 * 1024;
  return setInterval(() => process.memoryUsage.rss() > most && onTooMuch(), LOOKS_EVERY_MS);
}
