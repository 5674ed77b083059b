"use client";
import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { runSync, type SyncEnd, type SyncProgress } from "./run-sync";

interface SyncButtonProps {
  integrationId: number;
  /** Of the sync that runs now, started here or elsewhere. */
  running: SyncProgress | null;
  /** Why a failure code happened, as the end of a sentence. */
  reasons: Record<string, string>;
  /** Shown while nothing else is to be said. */
  rest?: string;
}

/** Asks for a sync, shows how far it is each second, and says at the end what came. */
export function SyncButton({ integrationId, running, reasons, rest }: SyncButtonProps) {
  const t = useTranslations("settings.integration");
  const router = useRouter();
  const [progress, setProgress] = useState<SyncProgress>();
  const [end, setEnd] = useState<SyncEnd>();
  useRefresh(running !== null && !progress);
  const shown = progress ?? (end ? undefined : running);

  const sync = async () => {
    setProgress({ found: 0, settled: 0 });
    setEnd(undefined);
    setEnd(await runSync(integrationId, setProgress));
    setProgress(undefined);
    router.refresh();
  };

  return (
    <>
      <p role="status" className="order-first min-w-0 max-md:basis-full text-meta text-muted-foreground">
        {shown ? t("progress", { ...shown }) : end ? sentenceOf(end) : rest}
      </p>
      <Button look="primary" busy={Boolean(progress)} onClick={sync}>
        <RefreshCw className={shown ? "motion-safe:animate-spin" : undefined} aria-hidden />
        {shown ? t("syncing") : t("sync")}
      </Button>
    </>
  );

  function sentenceOf({ counts, failure }: SyncEnd): string {
    if (counts && !failure) return t("syncDone", { ...counts });
    return t("syncFailed", { reason: reasons[failure ?? "unknown"] ?? reasons.unknown ?? "" });
  }
}

const EVERY_MS = 2000;

/** A sync that somebody else started is watched through the page. */
function useRefresh(active: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => router.refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [active, router]);
}
