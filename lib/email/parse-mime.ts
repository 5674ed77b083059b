import { Transform } from "node:stream";
import { MailParser } from "mailparser";
import type { AttachedPart } from "@/lib/email/attachments";
import { decodeBytes } from "@/lib/email/parse-charset";
import { decodeWords } from "@/lib/email/parse-words";

/** A part of a mail: a leaf with its decoded text (undefined for files), or a multipart with its children. */
export type MimePart = { contentType: string; textContent?: string; children: MimePart[] };

type SplitNode = {
  contentType: string | false;
  charset: string | false;
  disposition: string | false;
  filename: string | false;
  parentNode: SplitNode | false;
  headers: { getList(): { line: string }[] };
  root: boolean;
};

type ParsedNode = {
  contentType: string | false;
  textContent?: string;
  isAttachment?: boolean;
  children: ParsedNode[];
};

type AttachmentEvent = {
  type: "attachment";
  content: NodeJS.ReadableStream;
  contentType: string;
  filename?: string;
  contentId?: string;
  release(): void;
};

// Not in the types of mailparser, which is pinned to one version; the tests of this room hold these methods in place.
const Parser = MailParser as unknown as new (
  options: object,
) => Transform & {
  tree: ParsedNode | false;
  createNode(node: SplitNode): ParsedNode;
  processHeaders(lines: { key: string; line: string }[]): Map<string, unknown>;
};

/**
 * Takes a mail apart. Rejects when it is beyond the limits of mailparser (1,000 parts, 1 MiB of headers).
 * @param hint a charset to try for text that declares none
 */
export async function takeApart(raw: Buffer, hint: string | undefined): ReturnType<typeof takeApartOnce> {
  const parts = await takeApartOnce(raw, hint);
  return hasEmptyMultipart(parts.tree) ? takeApartOnce(withoutPadding(raw), hint) : parts;
}

function hasEmptyMultipart({ contentType, children }: MimePart): boolean {
  return children.length ? children.some(hasEmptyMultipart) : contentType.startsWith("multipart/");
}

/** RFC 2046 5.1.1 lets white space follow a boundary; mailparser then sees no boundary. */
function withoutPadding(raw: Buffer): Buffer {
  return Buffer.from(
    raw.toString("latin1").replace(/^--\S[^\r\n]{0,200}$/gm, (line) => line.trimEnd()),
    "latin1",
  );
}

function takeApartOnce(
  raw: Buffer,
  hint: string | undefined,
): Promise<{ tree: MimePart; files: AttachedPart[] }> {
  return new Promise((resolve, reject) => {
    const parser = new MimeParser(hint);
    const files: AttachedPart[] = [];
    parser.on("data", (event: AttachmentEvent | { type: "text" }) => {
      if (event.type === "attachment") collect(event, files);
    });
    parser.once("error", reject);
    parser.once("end", () =>
      resolve({ tree: partOf(parser.tree), files: [...files, ...parser.listNamedTexts()] }),
    );
    parser.end(raw);
  });
}

/** Copies of the text for some readers only: AMP for mail, Apple Watch. */
const OTHER_READINGS = /^text\/(?:x-amp-html|watch-html)$/;

function collect(event: AttachmentEvent, files: AttachedPart[]): void {
  const chunks: Buffer[] = [];
  event.content.on("data", (chunk: Buffer) => chunks.push(chunk));
  event.content.once("end", () => {
    const { filename: name = "", contentType: declaredType, contentId = null } = event;
    if (!OTHER_READINGS.test(declaredType))
      files.push({ name, declaredType, contentId, content: Buffer.concat(chunks) });
    event.release();
  });
}

function partOf(node: ParsedNode | false): MimePart {
  if (!node) return { contentType: "text/plain", children: [] };
  const text = node.isAttachment ? undefined : node.textContent;
  return {
    contentType: node.contentType || "text/plain",
    textContent: text,
    children: node.children.map(partOf),
  };
}

const DECLARED = "declared:";

class MimeParser extends Parser {
  #hint: string | undefined;
  #textsSeen = 0;
  #namedTexts: { name: string; parsed: ParsedNode }[] = [];

  constructor(hint: string | undefined) {
    super({ ignoreEmbedded: true, keepDeliveryStatus: true, skipTextToHtml: true, skipImageLinks: true });
    this.#hint = hint;
  }

  /** Every text goes through our own decoding, so that a missing or wrong charset loses nothing. */
  getDecoder() {
    return { decodeStream: (charset: string) => new WholeText(charset.slice(DECLARED.length), this.#hint) };
  }

  override createNode(node: SplitNode): ParsedNode {
    const isText = /^text\/(?:plain|html)$/.test(node.contentType || "text/plain");
    if (isText) node.charset = DECLARED + (node.charset || "");
    if (isText && node.filename && this.#textsSeen > 0 && !isAlternative(node))
      node.disposition = "attachment";
    if (node.filename) node.filename = this.#readName(node, node.filename);
    const parsed = super.createNode(node);
    if (isText && node.disposition !== "attachment") this.#textsSeen++;
    if (isText && node.disposition === "inline" && node.filename)
      this.#namedTexts.push({ name: node.filename, parsed });
    return parsed;
  }

  /** A file that is shown as the text of the mail, because it is the first text in it, is still a file with a name. */
  listNamedTexts(): AttachedPart[] {
    return this.#namedTexts.map(({ name, parsed: { contentType, textContent } }) => {
      return {
        name,
        declaredType: contentType || "text/plain",
        contentId: null,
        content: Buffer.from(textContent ?? ""),
      };
    });
  }

  /** The others are read by `readHeaders`; mailparser would decode each a second time. */
  override processHeaders(lines: { key: string; line: string }[]): Map<string, unknown> {
    return super.processHeaders(lines.filter(({ key }) => key === "content-id"));
  }

  #readName(node: SplitNode, name: string): string {
    const isRaw =
      node.headers.getList().some(({ line }) => /[\x80-\xff]/.test(line)) &&
      [...name].every((character) => character <= "\xff");
    return decodeWords(isRaw ? decodeBytes(Buffer.from(name, "latin1"), undefined, this.#hint) : name);
  }

  /** The bodies are put together from the tree; mailparser's own joining would convert HTML without limits. */
  getTextContent() {
    return { type: "text" };
  }
}

const isAlternative = (node: SplitNode) =>
  node.parentNode && node.parentNode.contentType === "multipart/alternative";

class WholeText extends Transform {
  #chunks: Buffer[] = [];

  constructor(
    private readonly charset: string,
    private readonly hint: string | undefined,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  override _flush(done: (error: null, text: Buffer) => void): void {
    done(null, Buffer.from(decodeBytes(Buffer.concat(this.#chunks), this.charset, this.hint)));
  }
}
