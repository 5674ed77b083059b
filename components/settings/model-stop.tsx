"use client";
import { OctagonPause } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Notice } from "./notice";
import { useAction } from "./use-action";

type Act = (
  input: Record<string, never>,
) => Promise<{ ok: true; value: null } | { ok: false; message: string }>;

interface ModelStopProps {
  /** Who stopped everything, and when, in words. */
  stopped: string | null;
  stop: Act;
  resume: Act;
}

/** One click stops every automatic answer; resuming is asked again. */
export function ModelStop({ stopped, stop, resume }: ModelStopProps) {
  const t = useTranslations("model.stop");
  const stopping = useAction(stop, (_, toast) => toast({ sentence: t("stopped") }));
  return (
    <div id="stop" className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1">{stopped ?? t("running")}</p>
        {stopped ? (
          <Resume resume={resume} />
        ) : (
          <Button look="danger" busy={stopping.busy} onClick={() => stopping.run({})}>
            <OctagonPause aria-hidden />
            {t("stop")}
          </Button>
        )}
      </div>
      {stopping.refusal && <Notice tone="failed" title={stopping.refusal.message} live />}
    </div>
  );
}

function Resume({ resume }: { resume: Act }) {
  const t = useTranslations("model.stop");
  const words = useTranslations("common");
  const [isAsked, setAsked] = useState(false);
  const resuming = useAction(resume, (_, toast) => {
    setAsked(false);
    toast({ sentence: t("resumed") });
  });
  return (
    <Dialog
      title={t("ask")}
      description={t("askHint")}
      open={isAsked}
      onOpenChange={setAsked}
      trigger={<Button>{t("resume")}</Button>}
      actions={
        <>
          <DialogClose>
            <Button>{words("cancel")}</Button>
          </DialogClose>
          <Button look="primary" busy={resuming.busy} onClick={() => resuming.run({})}>
            {t("resume")}
          </Button>
        </>
      }
    >
      {resuming.refusal && <Notice tone="failed" title={resuming.refusal.message} live />}
    </Dialog>
  );
}
