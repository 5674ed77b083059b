import { getDocumentProxy, getMeta } from "unpdf";
import type { ReadDocument, Unread } from "@/lib/knowledge/read-worker";
import { type PrintedLine, writePrinted } from "@/lib/knowledge/write-printed";
import { visibleText } from "@/lib/model/visible-text";

const MOST_PAGES = 200;
const MOST_CHARACTERS = 400_000;

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** The text of a PDF as Markdown; larger print becomes headings. Only ever called in a thread that can be ended. */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument | Unread> {
  try {
    const pdf = await getDocumentProxy(bytes, { verbosity: 0 });
    if (pdf.numPages > MOST_PAGES) return "too-many-pages";
    const markdown = writePrinted(await readPages(pdf));
    return markdown ? { title: await readTitle(pdf), markdown } : "without-text";
  } catch (error) {
    return error instanceof Error && error.name === "PasswordException" ? "protected" : "broken";
  }
}

async function readPages(pdf: Pdf): Promise<PrintedLine[][]> {
  const pages: PrintedLine[][] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages && characters < MOST_CHARACTERS; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const lines = linesOf(items);
    characters += lines.reduce((sum, { text }) => sum + text.length, 0);
    pages.push(lines);
    page.cleanup();
  }
  return pages;
}

type Content = Awaited<ReturnType<Awaited<ReturnType<Pdf["getPage"]>>["getTextContent"]>>["items"];

function linesOf(items: Content): PrintedLine[] {
  const lines: PrintedLine[] = [];
  let line: PrintedLine | undefined;
  for (const item of items) {
    if (!("str" in item)) continue;
    const [, , skew = 0, height = 0, , top = 0] = item.transform;
    if (item.str.trim()) {
      line ??= { text: "", size: 0, top };
      line.size = Math.max(line.size, Math.round(Math.hypot(skew, height) * 2) / 2);
    }
    if (line) line.text += item.str;
    if (!item.hasEOL || !line) continue;
    lines.push(line);
    line = undefined;
  }
  if (line) lines.push(line);
  return lines
    .map((printed) => ({ ...printed, text: visibleText(printed.text).replace(/\s+/g, " ").trim() }))
    .filter(({ text }) => text !== "");
}

async function readTitle(pdf: Pdf): Promise<string> {
  const { info } = await getMeta(pdf);
  const title = typeof info.Title === "string" ? visibleText(info.Title, 200).replace(/\s+/g, " ") : "";
  // What word processors write by themselves is no title.
  return /^(?:untitled|sans titre|document\d*|microsoft word)|\.(?:docx?|odt|indd|pdf)$/i.test(title)
    ? ""
    : title;
}
