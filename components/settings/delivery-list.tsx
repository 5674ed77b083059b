"use client";
import { CircleAlert, CircleCheck, CircleHelp, Clock, LoaderCircle, Send } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { DeliveryAttempts, type ShownAttempt } from "./delivery-attempts";
import { useAction } from "./use-action";

const LOOKS = {
  queued: { tone: "neutral", Icon: Clock },
  sending: { tone: "neutral", Icon: LoaderCircle },
  sent: { tone: "success", Icon: CircleCheck },
  failed: { tone: "urgent", Icon: CircleAlert },
  unknown: { tone: "warning", Icon: CircleHelp },
} as const;

interface ShownDelivery {
  messageId: number;
  conversationId: number;
  sent: string;
  body: string;
  state: keyof typeof LOOKS;
  /** When it is tried next; empty when it is not. */
  next: string;
  attempts: ShownAttempt[];
}

type Replay = (input: {
  messageId: number;
}) => Promise<{ ok: true; value: number } | { ok: false; message: string }>;

interface DeliveryListProps {
  deliveries: ShownDelivery[];
  /** Undefined for who may not. */
  replay?: Replay;
}

/** The last answers handed to a callback, each with its attempts. */
export function DeliveryList({ deliveries, replay }: DeliveryListProps) {
  return (
    <ul className="border-t border-border">
      {deliveries.map((delivery) => (
        <DeliveryRow key={delivery.messageId} delivery={delivery} replay={replay} />
      ))}
    </ul>
  );
}

function DeliveryRow({ delivery, replay }: { delivery: ShownDelivery; replay?: Replay }) {
  const t = useTranslations("settings.webhook.deliveries");
  const { state, attempts, next, sent } = delivery;
  const { tone, Icon } = LOOKS[state];
  const side = [
    sent,
    attempts.length > 0 && t("attempts", { count: attempts.length }),
    next && t("next", { time: next }),
  ];
  const isUnderway = state === "sending" || (state === "queued" && attempts.length === 0);
  return (
    <li className="grid grid-cols-1 gap-1.5 border-b border-border py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Chip tone={tone} icon={<Icon aria-hidden />}>
          {t(`states.${state}`)}
        </Chip>
        <Link
          href={`/inbox/${delivery.conversationId}`}
          className="min-w-0 flex-1 truncate font-medium hover:underline max-sm:basis-full"
        >
          {delivery.body}
        </Link>
        <span className="text-meta text-subtle-foreground">{side.filter(Boolean).join(" · ")}</span>
        {replay && !isUnderway && <ReplayCallback messageId={delivery.messageId} replay={replay} />}
      </div>
      <DeliveryAttempts attempts={attempts} />
    </li>
  );
}

function ReplayCallback({ messageId, replay }: { messageId: number; replay: Replay }) {
  const t = useTranslations("settings.webhook.deliveries");
  const replaying = useAction(replay, (status, toast) => toast({ sentence: t("replayed", { status }) }));
  return (
    <>
      {replaying.refusal && (
        <p role="alert" className="text-destructive">
          {replaying.refusal.message}
        </p>
      )}
      <Button look="ghost" size="small" busy={replaying.busy} onClick={() => replaying.run({ messageId })}>
        <Send aria-hidden />
        {t("replay")}
      </Button>
    </>
  );
}
