"use client";
import { Eye, EyeOff, RotateCw } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { useFormat } from "@/components/ui/use-format";
import { CopyLine } from "./copy-line";
import { Notice } from "./notice";
import { useAction } from "./use-action";

export interface ShownSecrets {
  secret: string;
  previous: { secret: string; until: string } | null;
}

export type ShowSecrets = (input: {
  integrationId: number;
}) => Promise<{ ok: true; value: ShownSecrets } | { ok: false; message: string }>;

interface WebhookSecretProps {
  integrationId: number;
  shown: ShownSecrets | undefined;
  onShown: (secrets: ShownSecrets | undefined) => void;
  overlapUntil: string;
  reveal: ShowSecrets;
  rotate: ShowSecrets;
}

/** What signs, hidden until somebody asks for it, and the way to another one. */
export function WebhookSecret({ integrationId, shown, onShown, ...acts }: WebhookSecretProps) {
  const t = useTranslations("settings.webhook.secret");
  const format = useFormat();
  const revealing = useAction(acts.reveal, (secrets) => onShown(secrets));
  const rotating = useAction(acts.rotate, (secrets, toast) => {
    onShown(secrets);
    toast({ sentence: t("rotated") });
  });
  const refusal = revealing.refusal ?? rotating.refusal;
  return (
    <div className="grid gap-2">
      {shown ? (
        <CopyLine label={t("current")} text={shown.secret} />
      ) : (
        <p>
          <span className="font-medium">{t("title")}</span>{" "}
          <span className="text-muted-foreground">{t("hidden")}</span>
        </p>
      )}
      {shown?.previous && (
        <CopyLine
          label={t("previous", { time: format.moment(new Date(shown.previous.until)) })}
          text={shown.previous.secret}
        />
      )}
      {!shown && acts.overlapUntil && (
        <p className="text-muted-foreground">{t("overlap", { time: acts.overlapUntil })}</p>
      )}
      {refusal && <Notice tone="failed" title={refusal.message} live />}
      <div className="flex flex-wrap gap-2">
        {shown ? (
          <Button onClick={() => onShown(undefined)}>
            <EyeOff aria-hidden />
            {t("hide")}
          </Button>
        ) : (
          <Button busy={revealing.busy} onClick={() => revealing.run({ integrationId })}>
            <Eye aria-hidden />
            {t("show")}
          </Button>
        )}
        <RotateDialog busy={rotating.busy} onRotate={() => rotating.run({ integrationId })} />
      </div>
    </div>
  );
}

function RotateDialog({ busy, onRotate }: { busy: boolean; onRotate: () => void }) {
  const t = useTranslations("settings.webhook.secret");
  const common = useTranslations("common");
  return (
    <Dialog
      title={t("rotateTitle")}
      description={t("rotateHint")}
      trigger={
        <Button busy={busy}>
          <RotateCw aria-hidden />
          {t("rotate")}
        </Button>
      }
      actions={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <DialogClose>
            <Button look="primary" onClick={onRotate}>
              {t("rotate")}
            </Button>
          </DialogClose>
        </>
      }
    />
  );
}
