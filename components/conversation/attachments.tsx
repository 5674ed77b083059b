"use client";
import { useState } from "react";
import type { ThreadAttachment, ThreadMessage } from "@/db/queries/thread";
import { AttachmentTile } from "./attachment-tile";
import { FilePreview } from "./file-preview";

const SHOWN_AS_PICTURE = /^image\/(?:png|jpeg|gif|webp|avif)$/;

/** What came with a message: pictures first, then the other files. */
export function Attachments({ message }: { message: ThreadMessage }) {
  const [previewed, setPreviewed] = useState<ThreadAttachment>();
  const shown = message.attachments.filter(({ inline }) => !inline || !message.html);
  if (shown.length === 0) return null;
  const pictures = shown.filter(({ type }) => SHOWN_AS_PICTURE.test(type));
  const files = shown.filter((file) => !pictures.includes(file));
  return (
    <div className="mt-2.5 flex flex-wrap gap-2">
      {pictures.map((picture) => (
        <Picture key={picture.id} picture={picture} onClick={() => setPreviewed(picture)} />
      ))}
      {files.map((file) => (
        <AttachmentTile
          key={file.id}
          file={file}
          preview={file.type === "application/pdf" ? () => setPreviewed(file) : undefined}
        />
      ))}
      <FilePreview file={previewed} close={() => setPreviewed(undefined)} />
    </div>
  );
}

function Picture({ picture, onClick }: { picture: ThreadAttachment; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      title={picture.name}
      className="h-30 w-40 overflow-hidden rounded-card bg-muted ring-1 ring-border ring-inset"
    >
      {/* biome-ignore lint/performance/noImgElement: the file is private, and as small as it is shown */}
      <img
        src={`/inbox/attachments/${picture.id}?inline=1`}
        alt={picture.name}
        width={160}
        height={120}
        loading="lazy"
        decoding="async"
        className="size-full object-cover"
      />
    </button>
  );
}
