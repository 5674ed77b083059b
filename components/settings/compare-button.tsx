"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { useAction } from "./use-action";

interface CompareButtonProps {
  integrationId: number;
  compare: (input: {
    integrationId: number;
  }) => Promise<{ ok: true; value: number } | { ok: false; message: string }>;
}

export function CompareButton({ integrationId, compare }: CompareButtonProps) {
  const t = useTranslations("settings.ledger");
  const [gap, setGap] = useState<number>();
  const comparing = useAction(compare, (found) => setGap(found));
  const says = comparing.refusal?.message ?? (gap === undefined ? "" : t("checked", { gap }));
  return (
    <div className="flex min-w-0 flex-wrap items-center justify-end gap-x-3">
      <p role="status" className="text-meta text-muted-foreground">
        {comparing.busy ? "" : says}
      </p>
      <Button
        look="ghost"
        size="small"
        busy={comparing.busy}
        onClick={() => comparing.run({ integrationId })}
      >
        {t("check")}
      </Button>
    </div>
  );
}
