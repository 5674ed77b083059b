"use client";
import {
  CalendarDays,
  File,
  FileArchive,
  FileAudio,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  type LucideIcon,
  Mail,
  ShieldAlert,
} from "lucide-react";
import type { MouseEvent } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import type { ThreadAttachment } from "@/db/queries/thread";
import { isDangerous } from "@/lib/conversations/view/dangerous-files";
import { MiddleName } from "./middle-name";

const tileClass =
  "flex h-9 max-w-full items-center gap-2 rounded-button px-2.5 text-meta ring-1 ring-border ring-inset max-md:h-11";

interface AttachmentTileProps {
  file: ThreadAttachment;
  /** Shows what it holds in place; undefined for what is only downloaded. */
  preview?: () => void;
}

/** A file to look at or download; a program is named, and not downloaded by a click. */
export function AttachmentTile({ file, preview }: AttachmentTileProps) {
  const t = useTranslations("inbox.thread");
  const format = useFormat();
  const size = <span className="shrink-0 text-subtle-foreground">{format.size(file.size)}</span>;
  if (isDangerous(file)) {
    return (
      <span className={tileClass} title={t("programHint")}>
        <ShieldAlert className="text-warning" aria-hidden />
        <MiddleName name={file.name} />
        <span className="text-warning">{t("program")}</span>
      </span>
    );
  }
  const Icon = iconOf(file);
  const show = (event: MouseEvent) => {
    // A browser that shows no PDF downloads it.
    if (!preview || !navigator.pdfViewerEnabled) return;
    event.preventDefault();
    preview();
  };
  return (
    <a
      href={`/inbox/attachments/${file.id}`}
      download={file.name}
      title={t(preview ? "preview" : "download", { name: file.name })}
      onClick={show}
      className={`${tileClass} hover:bg-accent`}
    >
      <Icon className="text-muted-foreground" aria-hidden />
      <MiddleName name={file.name} />
      {size}
    </a>
  );
}

const ICONS: [RegExp, LucideIcon][] = [
  [/^image\//, FileImage],
  [/^audio\//, FileAudio],
  [/^video\//, FileVideo],
  [/spreadsheet|excel|csv/, FileSpreadsheet],
  [/zip|gzip|tar|rar|7z|compressed/, FileArchive],
  [/pdf|word|text|rtf|opendocument/, FileText],
];

export function iconOf({ kind, type }: { kind?: ThreadAttachment["kind"]; type: string }): LucideIcon {
  if (kind === "mail") return Mail;
  if (kind === "calendar") return CalendarDays;
  return ICONS.find(([pattern]) => pattern.test(type))?.[1] ?? File;
}
