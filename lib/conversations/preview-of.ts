import type { ChannelMedia } from "@/db/schema";
import { storable } from "@/lib/email/parse-clean";
import type { IncomingMessage } from "./incoming-message";

const PREVIEW_LENGTH = 140;
const SYMBOLS: Record<ChannelMedia["type"], string> = {
  image: "📷",
  audio: "🎤",
  video: "🎬",
  file: "📎",
  sticker: "🖼️",
};

/** The one line that a list shows of a message; of a file without words, what it is, in any language. */
export function previewOf({ body, content }: Pick<IncomingMessage, "body" | "content">): string {
  const { media } = content ?? {};
  const shown = media ? `${SYMBOLS[media.type]} ${body || media.name}` : body;
  const text = shown
    .slice(0, 4 * PREVIEW_LENGTH)
    .replace(/\s+/g, " ")
    .trim();
  return storable([...text].slice(0, PREVIEW_LENGTH).join(""));
}
