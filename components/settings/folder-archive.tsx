"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { useAction } from "./use-action";

interface FolderArchiveProps {
  folderId: number;
  name: string;
  archive: (input: {
    folderId: number;
  }) => Promise<{ ok: true; value: unknown } | { ok: false; message: string }>;
}

/** Asks first: what people filed here by hand is not put back. */
export function FolderArchive({ folderId, name, archive }: FolderArchiveProps) {
  const t = useTranslations("settings.folders");
  const words = useTranslations("common");
  const router = useRouter();
  const archiving = useAction(archive, (_, toast) => {
    toast({ sentence: t("archived", { name }) });
    router.push("/inbox/settings/folders");
  });
  const actions = (
    <>
      <DialogClose>
        <Button look="ghost">{words("cancel")}</Button>
      </DialogClose>
      <Button look="danger" busy={archiving.busy} onClick={() => archiving.run({ folderId })}>
        {t("archive")}
      </Button>
    </>
  );
  return (
    <Dialog
      title={t("archiveTitle", { name })}
      description={t("archiveHint")}
      trigger={<Button look="danger">{t("archive")}</Button>}
      actions={actions}
    >
      {archiving.refusal && <p role="alert">{archiving.refusal.message}</p>}
    </Dialog>
  );
}
