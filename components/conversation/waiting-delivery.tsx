"use client";
import { ClockArrowUp } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ThreadMessage } from "@/db/queries/thread";
import { DeliveryLine } from "./delivery-line";
import { usePane } from "./pane-context";
import { useSecondsLeft } from "./use-seconds-left";
import { useTakeBack } from "./use-take-back";

/** While an answer can be taken back: "Part dans 8 s · Annuler". */
export function WaitingDelivery({ message }: { message: ThreadMessage }) {
  const t = useTranslations("inbox.thread.delivery");
  const { me, readAt } = usePane();
  const seconds = useSecondsLeft(message.sendAt, readAt);
  const takeBack = useTakeBack();
  // What nobody wrote, anybody may take back.
  const isMine = message.employeeId === me.employeeId || message.origin === "automatic";
  return (
    <DeliveryLine icon={<ClockArrowUp aria-hidden />}>
      {seconds > 0 ? t("leavesIn", { seconds }) : t("queued")}
      {seconds > 0 && isMine && (
        <>
          <span aria-hidden>·</span>
          <button
            type="button"
            className="touchable rounded-cap font-medium text-primary-text hover:underline"
            onClick={() => takeBack(message)}
          >
            {t("takeBack")}
          </button>
        </>
      )}
    </DeliveryLine>
  );
}
