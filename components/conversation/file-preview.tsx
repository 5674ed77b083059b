"use client";
import { Download } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import type { ThreadAttachment } from "@/db/queries/thread";

/** A picture or a PDF, as large as the screen allows. */
export function FilePreview({ file, close }: { file?: ThreadAttachment; close: () => void }) {
  const t = useTranslations("inbox.thread");
  const common = useTranslations("common");
  const isPdf = file?.type === "application/pdf";
  return (
    <Dialog
      open={file !== undefined}
      onOpenChange={(open) => !open && close()}
      title={file?.name ?? ""}
      className={isPdf ? "w-[min(60rem,calc(100vw-2rem))]! max-w-none!" : "w-fit!"}
      actions={
        file && (
          <>
            <a
              href={`/inbox/attachments/${file.id}`}
              download={file.name}
              className={buttonClass({ look: "outline" })}
            >
              <Download aria-hidden />
              {t("download", { name: "" }).trim()}
            </a>
            <DialogClose>
              <Button>{common("close")}</Button>
            </DialogClose>
          </>
        )
      }
    >
      {file && <Content file={file} isPdf={isPdf} />}
    </Dialog>
  );
}

function Content({ file, isPdf }: { file: ThreadAttachment; isPdf: boolean }) {
  const src = `/inbox/attachments/${file.id}?inline=1`;
  if (isPdf) {
    return (
      <iframe
        src={src}
        title={file.name}
        className="h-[calc(100dvh-12rem)] w-full rounded-small border border-border bg-muted"
      />
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: the file is private and shown as it is
    <img
      src={src}
      alt={file.name}
      className="max-h-[calc(100dvh-12rem)] max-w-full rounded-small object-contain"
    />
  );
}
