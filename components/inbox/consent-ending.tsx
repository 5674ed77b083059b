"use client";
import { Clock, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";

interface ConsentEndingProps {
  mailbox: { id: number; address: string };
  consent: { provider: string; consentUntil: string | null };
  ending: { announced: number; days: number };
}

/** A mailbox whose access ends soon. Put away, it comes back with the next announcement, 7 days and 1 day before. */
export function ConsentEnding({ mailbox, consent, ending }: ConsentEndingProps) {
  const t = useTranslations("inbox.desk");
  const { isOpen, putAway } = usePutAway(`inbox-consent-${mailbox.id}-${ending.announced}`);
  if (!isOpen) return null;
  return (
    <div
      role="status"
      className="flex min-h-9 flex-wrap items-center gap-x-2 border-b border-border bg-pane px-3 py-1"
    >
      <Clock className="text-muted-foreground" aria-hidden />
      <span className="min-w-0 flex-1 wrap-anywhere">
        {t("consentEnding", { address: mailbox.address, days: ending.days })}
      </span>
      <a
        href={`/inbox/oauth/${consent.provider}/start?integration=${mailbox.id}`}
        className="touchable font-medium underline"
      >
        {t("consentAgain")}
      </a>
      <IconButton size="small" label={t("consentLater")} icon={<X aria-hidden />} onClick={putAway} />
    </div>
  );
}

/** What this browser was told to show no more; nothing is shown before it is known. */
function usePutAway(name: string) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(localStorage.getItem(name) === null), [name]);
  const putAway = () => {
    localStorage.setItem(name, "1");
    setOpen(false);
  };
  return { isOpen, putAway };
}
