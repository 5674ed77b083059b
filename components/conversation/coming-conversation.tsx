"use client";
import clsx from "clsx";
import { useTranslations } from "use-intl";
import { useDesk } from "@/components/inbox/desk-context";
import { LoadingLines } from "@/components/ui/loading-lines";

/**
 * Over what is shown, the lines of the conversation that was asked for, once that takes more than 300 ms. Where the list
 * made room for it, on a phone, at once.
 */
export function ComingConversation({ shownId }: { shownId: number | undefined }) {
  const t = useTranslations("inbox.thread");
  const { openId } = useDesk().place;
  if (openId === undefined || openId === shownId) return null;
  return (
    <div
      className={clsx(
        "late absolute inset-0 z-10 flex flex-col bg-background",
        shownId === undefined && "max-md:animate-none",
      )}
    >
      <div className="h-18 border-b border-border px-5 pt-5 max-md:h-14">
        <LoadingLines label={t("loading")} widths={[45]} />
      </div>
      <div className="px-5 pt-6">
        <LoadingLines label={t("loading")} widths={[30, 85, 92, 60, 0, 74, 40]} />
      </div>
    </div>
  );
}
