import { parentPort } from "node:worker_threads";
import type { ParsedEmail, Unreadable } from "@/lib/email/parse-email";
import { readEmail, readEmailPlainly } from "@/lib/email/parse-read";

/** Mails to read, in this order. `plainly` after a first try failed: without looking into the HTML. */
export type ParseJob = { id: number; raw: Uint8Array; plainly: Unreadable | null };

/** One answer for each mail, in the order of the jobs; "ready" once, before the first. */
export type ParseAnswer = "ready" | { id: number; email: ParsedEmail | Unreadable };

const waiting: ParseJob[] = [];
let reading = false;

parentPort?.on("message", (jobs: ParseJob[]) => {
  waiting.push(...jobs);
  if (!reading) void readAll();
});
parentPort?.postMessage("ready" satisfies ParseAnswer);

async function readAll(): Promise<void> {
  reading = true;
  for (let job = waiting.shift(); job; job = waiting.shift()) {
    const email = await read(job);
    parentPort?.postMessage({ id: job.id, email } satisfies ParseAnswer, withOwnBuffers(email));
  }
  reading = false;
}

async function read({ raw, plainly }: ParseJob): Promise<ParsedEmail | Unreadable> {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  try {
    return plainly ? await readEmailPlainly(bytes, plainly) : await readEmail(bytes);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EMAXLEN") {
      return error.message.includes("header") ? "too-long-headers" : "too-many-parts";
    }
    return plainly ? "broken" : read({ id: 0, raw, plainly: "broken" });
  }
}

/** Attachments are moved, not copied; small ones share a buffer and must be cut out of it first. */
function withOwnBuffers(email: ParsedEmail | Unreadable): ArrayBuffer[] {
  if (typeof email === "string") return [];
  return email.attachments.map((attachment) => {
    const { buffer, byteLength } = attachment.content;
    if (buffer.byteLength !== byteLength) attachment.content = new Uint8Array(attachment.content);
    return attachment.content.buffer as ArrayBuffer;
  });
}
