"use client";
import { Check, CheckCheck, CircleAlert, ClockArrowUp, LoaderCircle } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import type { ThreadMessage } from "@/db/queries/thread";
import { DeliveryLine } from "./delivery-line";
import { FailedDelivery } from "./failed-delivery";
import { useReason } from "./use-reason";
import { WaitingDelivery } from "./waiting-delivery";

/** Whether our message went out: always with the word. */
export function Delivery({ message }: { message: ThreadMessage }) {
  if (message.kind !== "outbound" || !message.delivery) return null;
  if (message.delivery === "failed" || message.delivery === "unknown") {
    return <FailedDelivery message={message} />;
  }
  return (
    <div className="mt-2 text-meta text-subtle-foreground [&_.lucide]:size-3.5">
      <DeliveryState message={message} />
    </div>
  );
}

/** The same in a line, of a message that neither failed nor may have. */
export function DeliveryState({ message }: { message: ThreadMessage }) {
  return message.delivery === "queued" ? <Queued message={message} /> : <Sent message={message} />;
}

function Queued({ message }: { message: ThreadMessage }) {
  const t = useTranslations("inbox.thread.delivery");
  const format = useFormat();
  const reason = useReason(message.deliveryDetail);
  if (message.deliveryAttempts === 0) return <WaitingDelivery message={message} />;
  return (
    <DeliveryLine icon={<ClockArrowUp className="text-warning" aria-hidden />}>
      <span>{t("again", { time: message.sendAt ? format.clock(message.sendAt) : "" })}</span>
      {reason && <span>{reason}</span>}
    </DeliveryLine>
  );
}

function Sent({ message }: { message: ThreadMessage }) {
  const t = useTranslations("inbox.thread.delivery");
  const { delivery, deliveryDetail, bouncedAt } = message;
  const reason = useReason(deliveryDetail);
  if (bouncedAt) {
    return (
      <DeliveryLine icon={<CircleAlert className="text-destructive" aria-hidden />}>
        <span className="font-medium text-destructive">{t("bounced")}</span>
        <span className="wrap-anywhere">{reason}</span>
      </DeliveryLine>
    );
  }
  if (delivery === "sending") {
    return (
      <DeliveryLine icon={<LoaderCircle className="animate-spin motion-reduce:animate-none" aria-hidden />}>
        {t("sending")}
      </DeliveryLine>
    );
  }
  const refused = deliveryDetail?.includes("@");
  return (
    <DeliveryLine
      icon={message.arrivedAt || message.readAt ? <CheckCheck aria-hidden /> : <Check aria-hidden />}
    >
      {message.readAt ? t("read") : message.arrivedAt ? t("arrived") : t("sent")}
      {refused && <span className="text-warning">{t("refusedFor", { addresses: reason })}</span>}
    </DeliveryLine>
  );
}
