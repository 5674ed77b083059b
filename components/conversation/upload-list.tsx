"use client";
import { CircleAlert, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import { UPLOADED_AT_MOST } from "@/lib/conversations/view/upload-limits";
import { iconOf } from "./attachment-tile";
import { MiddleName } from "./middle-name";
import type { ShownUpload, Uploads } from "./use-uploads";

const WARN_FROM = 0.7;

/** The files that will be sent, with how far each is, and how much room is left once that matters. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  if (uploads.list.length === 0) return null;
  return (
    <div className="px-3 pb-2">
      <ul className="flex max-h-40 flex-wrap gap-2 overflow-y-auto">
        {uploads.list.map((upload) => (
          <UploadTile key={upload.key} upload={upload} remove={() => uploads.remove(upload.key)} />
        ))}
      </ul>
      {uploads.bytes > WARN_FROM * UPLOADED_AT_MOST && <SizeBar bytes={uploads.bytes} />}
    </div>
  );
}

function UploadTile({ upload, remove }: { upload: ShownUpload; remove: () => void }) {
  const t = useTranslations("inbox.composer");
  const format = useFormat();
  const Icon = upload.refusal ? CircleAlert : iconOf(upload);
  const isComing = upload.id === undefined && !upload.refusal;
  return (
    <li className="relative flex min-h-9 max-w-full items-center gap-2 overflow-hidden rounded-button pr-1 pl-2.5 text-meta ring-1 ring-border ring-inset">
      <Icon className={upload.refusal ? "text-destructive" : "text-muted-foreground"} aria-hidden />
      {upload.refusal ? (
        <span role="alert" className="py-1 text-destructive">
          {upload.refusal}
        </span>
      ) : (
        <>
          <MiddleName name={upload.name} />
          <span className="shrink-0 text-subtle-foreground">
            {isComing ? format.percent(Math.round(upload.share * 100) / 100) : format.size(upload.size)}
          </span>
        </>
      )}
      <button
        type="button"
        aria-label={t("removeFile", { name: upload.name })}
        onClick={remove}
        className="touchable grid size-6 shrink-0 place-items-center rounded-small text-muted-foreground hover:bg-accent hover:text-foreground"
      >
        <X className="size-3.5" aria-hidden />
      </button>
      {isComing && (
        <span
          aria-hidden
          className="absolute bottom-0 left-0 h-0.5 bg-primary transition-[width]"
          style={{ width: `${upload.share * 100}%` }}
        />
      )}
    </li>
  );
}

function SizeBar({ bytes }: { bytes: number }) {
  const t = useTranslations("inbox.composer");
  const format = useFormat();
  return (
    <div className="mt-2 flex items-center gap-2 text-meta text-warning">
      <span aria-hidden className="h-1 w-24 overflow-hidden rounded-full bg-accent">
        <span
          className="block h-full bg-warning"
          style={{ width: `${Math.min(100, (bytes / UPLOADED_AT_MOST) * 100)}%` }}
        />
      </span>
      {t("size", { used: format.size(bytes), limit: format.size(UPLOADED_AT_MOST) })}
    </div>
  );
}
