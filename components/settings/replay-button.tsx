"use client";
import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { useAction } from "./use-action";

interface ReplayButtonProps {
  runId: string;
  replay: (input: { runId: string }) => Promise<{ ok: true; value: string } | { ok: false; message: string }>;
}

export function ReplayButton({ runId, replay }: ReplayButtonProps) {
  const t = useTranslations("settings.runs");
  const router = useRouter();
  const replaying = useAction(replay, (_, toast) => {
    toast({ sentence: t("replayed") });
    router.push("/inbox/settings/runs");
  });
  return (
    <>
      {replaying.refusal && <p role="alert">{replaying.refusal.message}</p>}
      <Button look="primary" busy={replaying.busy} onClick={() => replaying.run({ runId })}>
        <RotateCcw aria-hidden />
        {t("replay")}
      </Button>
    </>
  );
}
