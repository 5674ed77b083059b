"use client";
import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

interface Counts {
  received: number;
  duplicates: number;
  newsletters: number;
  setApart: number;
}

interface SyncButtonProps {
  integrationId: number;
  /** Of the sync that runs now, started here or elsewhere. */
  running?: { found: number; kept: number };
  /** Why a failure code happened, as the end of a sentence. */
  reasons: Record<string, string>;
}

const EVERY_MS = 1000;

/** Asks for a sync, shows how far it is each second, and says at the end what came. */
export function SyncButton({ integrationId, running, reasons }: SyncButtonProps) {
  const t = useTranslations("settings.integration");
  const router = useRouter();
  const [asked, setAsked] = useState(false);
  const [said, setSaid] = useState<string>();
  const syncing = asked || running !== undefined;
  useRefresh(syncing);

  const sync = async () => {
    setAsked(true);
    setSaid(undefined);
    const answer = await fetch(`/inbox/integrations/${integrationId}/sync`, { method: "POST" }).catch(
      () => undefined,
    );
    const result = (await answer?.json().catch(() => undefined)) as
      | (Counts & { failure?: string })
      | undefined;
    const reason = reasons[result?.failure ?? "unknown"] ?? reasons.unknown ?? "";
    setSaid(answer?.ok && result ? t("syncDone", { ...result }) : t("syncFailed", { reason }));
    setAsked(false);
    router.refresh();
  };

  return (
    <>
      <p role="status" className="min-w-0 text-meta text-muted-foreground">
        {syncing ? t("progress", running ?? { found: 0, kept: 0 }) : said}
      </p>
      <Button look="primary" busy={syncing} onClick={sync}>
        <RefreshCw className={syncing ? "motion-safe:animate-spin" : undefined} aria-hidden />
        {syncing ? t("syncing") : t("sync")}
      </Button>
    </>
  );
}

function useRefresh(active: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => router.refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [active, router]);
}
