import { AppError } from "@/lib/errors";
import { fetchOutside, type OutsideBody } from "@/lib/network/fetch-outside";
import { OutsideFailure } from "@/lib/network/outside-failure";
import { decodeAs, decodeText } from "./decode-text";
import { type ImportedText, readMarkdown, readOrRefuse, readPrinted, withTitle } from "./read-file";
import { IMPORTED_BYTES } from "./view/article-limits";

const PAGES = ["text/html", "application/xhtml+xml"];
const TEXTS = ["text/markdown", "text/x-markdown", "text/plain"];
const LIMITS = {
  maxBytes: IMPORTED_BYTES,
  timeoutMs: 20_000,
  accept: [...PAGES, ...TEXTS, "application/pdf"],
};

/** The text of a public page, Markdown file or PDF, with the address it is known by. Refuses, with the reason, anything else. */
export async function fetchPage(typed: string): Promise<ImportedText & { address: string }> {
  const address = addressOf(typed);
  return { address, ...(await readPage(address, await fetchOrRefuse(address))) };
}

/** Without its fragment, and with https:// before it when it has nothing. */
function addressOf(typed: string): string {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(whole)) throw new AppError("INVALID", "articlePage.name");
  const url = new URL(whole);
  url.hash = "";
  return url.href;
}

async function fetchOrRefuse(address: string): Promise<OutsideBody> {
  try {
    return await fetchOutside(address, LIMITS);
  } catch (error) {
    if (error instanceof OutsideFailure) throw new AppError("UNAVAILABLE", `articlePage.${error.code}`);
    throw error;
  }
}

async function readPage(address: string, { type, body }: OutsideBody): Promise<ImportedText> {
  const otherwise = lastNameOf(new URL(address));
  if (type === "application/pdf") {
    return readPrinted(await readOrRefuse({ kind: "pdf", bytes: new Uint8Array(body) }), otherwise);
  }
  if (PAGES.includes(type)) {
    const page = await readOrRefuse({ kind: "html", html: decodeHtml(body) });
    return withTitle(page.title || otherwise, page.markdown);
  }
  const text = decodeText(body, false);
  if (text === undefined) throw new AppError("INVALID", "articlePage.type");
  return readMarkdown(text, otherwise);
}

function lastNameOf({ hostname, pathname }: URL): string {
  const name = pathname.split("/").findLast(Boolean) ?? hostname;
  try {
    return decodeURIComponent(name).replace(/\.[a-z]+$/i, "");
  } catch {
    return hostname;
  }
}

const ALPHABET = /<meta[^>]{1,200}charset\s*=\s*["']?([\w-]{1,40})/i;

function decodeHtml(bytes: Buffer): string {
  const [, named = "windows-1252"] = ALPHABET.exec(bytes.subarray(0, 4096).toString("latin1")) ?? [];
  return decodeAs("utf-8", bytes) ?? decodeAs(named, bytes) ?? bytes.toString("latin1");
}
