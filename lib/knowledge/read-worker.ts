import { parentPort } from "node:worker_threads";
import { readHtml } from "@/lib/knowledge/read-html";
import { readPdf } from "@/lib/knowledge/read-pdf";

/** A document as it is read: Markdown, and the title it gives itself, which may be empty. */
export type ReadDocument = { title: string; markdown: string };

/** Why a document cannot be read. */
export type Unread = "too-many-pages" | "protected" | "without-text" | "broken" | "too-slow" | "too-heavy";

export type ReadJob = { kind: "pdf"; bytes: Uint8Array } | { kind: "html"; html: string };

/** "ready" once, then one answer for the one job there is. */
export type ReadAnswer = "ready" | { read: ReadDocument | Unread };

parentPort?.once("message", async (job: ReadJob) => {
  const read = await (job.kind === "pdf" ? readPdf(job.bytes) : readHtml(job.html));
  parentPort?.postMessage({ read } satisfies ReadAnswer);
});
parentPort?.postMessage("ready" satisfies ReadAnswer);
