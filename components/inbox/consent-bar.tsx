"use client";
import { KeyRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useDesk } from "./desk-context";

/** For everybody, above the list: a mailbox nothing comes from until somebody gives access again. */
export function ConsentBar() {
  const t = useTranslations("inbox.desk");
  const { sidebar } = useDesk();
  const lost = sidebar.channels.filter((channel) => channel.needsConsent);
  return (
    <div role="alert">
      {lost.map(({ id, address }) => (
        <p
          key={id}
          className="flex min-h-9 flex-wrap items-center gap-x-2 border-b border-warning-line bg-warning-soft px-3 py-1 text-warning"
        >
          <KeyRound aria-hidden />
          <span className="min-w-0 flex-1 wrap-anywhere">{t("consentLost", { address })}</span>
          <Link href={`/inbox/settings/integrations/${id}`} className="font-medium underline">
            {t("consentShow")}
          </Link>
        </p>
      ))}
    </div>
  );
}
