import { fileTypeFromBuffer } from "file-type";
import type { ArticleOrigin } from "@/db/schema";
import { cleanAttachmentName } from "@/lib/email/attachments";
import { AppError } from "@/lib/errors";
import { visibleText } from "@/lib/model/visible-text";
import { decodeText } from "./decode-text";
import { readDocument } from "./read-document";
import type { ReadDocument, ReadJob } from "./read-worker";
import { IMPORTED_BYTES, IMPORTED_MEGABYTES, LONGEST_ARTICLE, LONGEST_TITLE } from "./view/article-limits";

export interface ImportedText {
  title: string;
  body: string;
}

interface GivenFile {
  name: string;
  content: Buffer;
}

/** What a file says, by its content and not by what it says it is: a PDF, or text. Refuses anything else. */
export async function readFile(file: GivenFile): Promise<ImportedText & { origin: ArticleOrigin }> {
  const name = cleanAttachmentName(file.name) || "?";
  const { content } = file;
  if (content.length === 0) throw new AppError("INVALID", "articleFileEmpty", { name });
  if (content.length > IMPORTED_BYTES) {
    throw new AppError("INVALID", "articleFileLarge", { name, megabytes: IMPORTED_MEGABYTES });
  }
  const stem = name.replace(/\.[a-z0-9]{1,10}$/i, "").replaceAll("_", " ");
  const detected = await fileTypeFromBuffer(content);
  if (detected?.mime === "application/pdf") {
    const pdf = await readOrRefuse({ kind: "pdf", bytes: new Uint8Array(content) });
    return { origin: "pdf", ...readPrinted(pdf, stem) };
  }
  const text = decodeText(content, detected !== undefined);
  if (text === undefined) throw new AppError("INVALID", "articleFileType", { name });
  const isMarkdown = /\.(?:md|markdown|mdown)$/i.test(name);
  return isMarkdown
    ? { origin: "markdown", ...readMarkdown(text, stem) }
    : { origin: "text", ...withTitle(stem, text) };
}

/** Reads in a thread of its own; why it could not is a sentence. */
export async function readOrRefuse(job: ReadJob) {
  const read = await readDocument(job);
  if (typeof read === "string") throw new AppError("INVALID", `articleRead.${read}`);
  return read;
}

/** A PDF that does not say its title has it in its first heading. */
export const readPrinted = ({ title, markdown }: ReadDocument, otherwise: string): ImportedText =>
  title ? withTitle(title, markdown) : readMarkdown(markdown, otherwise);

/** The first heading is the title, and does not stand in the text a second time. */
export function readMarkdown(text: string, otherwise: string): ImportedText {
  const [, title = otherwise] = /^\s*#[ \t]+(.+)$/m.exec(text.slice(0, 2000)) ?? [];
  const starts = /^\s*#[ \t]+.+$/m.exec(text);
  const isFirst = starts !== null && text.slice(0, starts.index).trim() === "";
  return withTitle(title, isFirst ? text.slice(starts.index + starts[0].length) : text);
}

/** Refuses a text that is too long or says nothing. */
export function withTitle(title: string, text: string): ImportedText {
  if (text.length > LONGEST_ARTICLE) throw new AppError("INVALID", "articleTooLong");
  const body = visibleText(text, LONGEST_ARTICLE);
  if (body === "") throw new AppError("INVALID", "articleRead.without-text");
  return { title: visibleText(title, LONGEST_TITLE).replace(/\s+/g, " "), body };
}
