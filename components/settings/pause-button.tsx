"use client";
import { Pause, Play } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { useAction } from "./use-action";

type Act = (input: {
  integrationId: number;
}) => Promise<{ ok: true; value: null } | { ok: false; message: string }>;

interface PauseButtonProps {
  integrationId: number;
  isPaused: boolean;
  pause: Act;
  resume: Act;
}

export function PauseButton({ integrationId, isPaused, pause, resume }: PauseButtonProps) {
  const t = useTranslations("settings.integration");
  const pausing = useAction(pause, (_, toast) =>
    toast({ sentence: t("paused"), undo: () => resuming.run({ integrationId }) }),
  );
  const resuming = useAction(resume, (_, toast) => toast({ sentence: t("resumed") }));
  const act = isPaused ? resuming : pausing;
  return (
    <>
      {act.refusal && <p role="alert">{act.refusal.message}</p>}
      <Button busy={act.busy} onClick={() => act.run({ integrationId })}>
        {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
        {isPaused ? t("resume") : t("pause")}
      </Button>
    </>
  );
}
