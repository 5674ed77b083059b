"use client";
import { Download } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import type { ThreadAttachment } from "@/db/queries/thread";

/** A picture as large as the screen allows. */
export function ImagePreview({ picture, close }: { picture?: ThreadAttachment; close: () => void }) {
  const t = useTranslations("inbox.thread");
  const common = useTranslations("common");
  return (
    <Dialog
      open={picture !== undefined}
      onOpenChange={(open) => !open && close()}
      title={picture?.name ?? ""}
      className="w-fit!"
      actions={
        picture && (
          <>
            <a
              href={`/inbox/attachments/${picture.id}`}
              download={picture.name}
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
      {picture && (
        // biome-ignore lint/performance/noImgElement: the file is private and shown as it is
        <img
          src={`/inbox/attachments/${picture.id}?inline=1`}
          alt={picture.name}
          className="max-h-[calc(100dvh-12rem)] max-w-full rounded-small object-contain"
        />
      )}
    </Dialog>
  );
}
