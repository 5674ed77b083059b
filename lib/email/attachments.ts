import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import { storable } from "@/lib/email/parse-clean";

/** A file that came with a mail; `type` is safe to store, and only a raster image the HTML refers to is `inline`. */
export type ParsedAttachment = {
  name: string;
  type: string;
  size: number;
  sha256: string;
  contentId: string | null;
  inline: boolean;
  kind: "file" | "mail" | "calendar" | "tnef";
  content: Uint8Array;
};

/** A part of a mail that is no text to read, as its headers describe it. */
export type AttachedPart = { name: string; declaredType: string; contentId: string | null; content: Buffer };

const RASTER = /^image\/(?:png|jpeg|gif|webp|bmp|avif|apng)$/;
const CONTAINERS = /^application\/(?:zip|x-cfb|xml|gzip)$/;
const HARMLESS =
  /^(?:text\/(?:plain|csv|calendar|x?-?vcard|rfc822-headers|markdown)|message\/(?:rfc822|global|delivery-status|disposition-notification)|application\/(?:ics|json|rtf|msword|ms-tnef|vnd\.ms-tnef|vnd\.[\w.+-]+|pgp-[\w-]+|(?:x-)?pkcs7-[\w-]+|zip|gzip)|audio\/[\w.+-]+)$/;

/** Turns a part into an attachment: hashed, its type read from its content, its name cleaned. `html` decides what is inline. */
export async function attachmentOf(part: AttachedPart, html: string | null): Promise<ParsedAttachment> {
  const detected = await fileTypeFromBuffer(part.content);
  const type = safeType(detected?.mime, part.declaredType);
  const kind = kindOf(type, part);
  const contentId = part.contentId ? cleanContentId(part.contentId) : null;
  return {
    name: cleanAttachmentName(part.name) || nameFor(kind, type, detected?.ext),
    type,
    size: part.content.length,
    sha256: createHash("sha256").update(part.content).digest("hex"),
    contentId,
    inline: RASTER.test(type) && isShownIn(html, contentId),
    kind,
    content: part.content,
  };
}

// HTML, SVG and other scripts have no magic bytes that are trusted here: they are stored as bytes to download.
function safeType(detected: string | undefined, declared: string): string {
  const harmless = HARMLESS.test(declared) ? declared : undefined;
  if (detected && !CONTAINERS.test(detected)) return detected;
  return harmless ?? (detected && detected !== "application/xml" ? detected : "application/octet-stream");
}

function kindOf(type: string, { name, declaredType, content }: AttachedPart): ParsedAttachment["kind"] {
  const says = (pattern: RegExp) => pattern.test(type) || pattern.test(declaredType);
  if (says(/^application\/(?:vnd\.)?ms-tnef$/) || /^winmail\.dat$/i.test(name)) return "tnef";
  if (content.length > 4 && content.readUInt32LE(0) === 0x223e9f78) return "tnef";
  if (says(/^(?:message\/(?:rfc822|global)|text\/rfc822-headers)$/)) return "mail";
  if (says(/^(?:text\/calendar|application\/ics)$/)) return "calendar";
  return "file";
}

function nameFor(kind: ParsedAttachment["kind"], type: string, extension: string | undefined): string {
  if (kind === "mail") return "message.eml";
  if (kind === "calendar") return "invitation.ics";
  if (kind === "tnef") return "winmail.dat";
  const stem = type.startsWith("image/") ? "image" : "attachment";
  return `${stem}.${extension ?? (type.startsWith("text/") ? "txt" : "bin")}`;
}

function isShownIn(html: string | null, contentId: string | null): boolean {
  if (!html || !contentId) return false;
  return html.includes(`cid:${contentId}`) || html.includes(`cid:${encodeURIComponent(contentId)}`);
}

const cleanContentId = (id: string) => id.replace(/[<>\s\p{Cc}]/gu, "").slice(0, 500) || null;

const LONGEST_NAME = 200;

/**
 * A name that is safe to show and to save under: NFC, without folders, control, bidi and zero-width characters, at most
 * 200 bytes of UTF-8 with its extension kept. "" when nothing is left. Cleaning a clean name changes nothing.
 */
export function cleanAttachmentName(name: string): string {
  const plain = storable(name)
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\ufffe\uffff]/gu, "")
    .replace(/^.*[/\\]/s, "");
  return shorten(trimmed(plain));
}

const trimmed = (name: string) => name.replace(/\s+/g, " ").replace(/^[ .]+|[ .]+$/g, "");

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  const [extension = ""] = /\.[a-z0-9]{1,10}$/i.exec(name) ?? [];
  let room = LONGEST_NAME - extension.length;
  let stem = "";
  for (const character of name.slice(0, name.length - extension.length)) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    stem += character;
  }
  return trimmed(stem + extension).normalize("NFC");
}
