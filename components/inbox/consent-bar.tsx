"use client";
import { KeyRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import type { ShownChannel } from "@/lib/conversations/list-sidebar";
import { ConsentEnding } from "./consent-ending";
import { useDesk } from "./desk-context";

/** Above the list: for everybody a mailbox nothing comes from until access is given again, for who can give it what ends soon. */
export function ConsentBar() {
  const { sidebar, mayManage } = useDesk();
  return (
    <>
      <div role="alert">
        {sidebar.channels.map(
          (channel) => channel.consent?.isLost && <ConsentLost key={channel.id} channel={channel} />,
        )}
      </div>
      {mayManage &&
        sidebar.channels.map(
          ({ id, address, consent }) =>
            consent?.ending && (
              <ConsentEnding key={id} mailbox={{ id, address }} consent={consent} ending={consent.ending} />
            ),
        )}
    </>
  );
}

function ConsentLost({ channel: { id, address, consent } }: { channel: ShownChannel }) {
  const t = useTranslations("inbox.desk");
  const { mayManage } = useDesk();
  return (
    <p className="flex min-h-9 flex-wrap items-center gap-x-2 border-b border-warning-line bg-warning-soft px-3 py-1 text-warning">
      <KeyRound aria-hidden />
      <span className="min-w-0 flex-1 wrap-anywhere">{t("consentLost", { address })}</span>
      {mayManage && consent ? (
        // Not a Link: what is fetched ahead would already ask for the consent.
        <a
          href={`/inbox/oauth/${consent.provider}/start?integration=${id}`}
          className="touchable font-medium underline"
        >
          {t("consentAgain")}
        </a>
      ) : (
        <Link href={`/inbox/settings/integrations/${id}`} className="touchable font-medium underline">
          {t("consentShow")}
        </Link>
      )}
    </p>
  );
}
