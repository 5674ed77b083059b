"use client";
import { CircleAlert, CircleQuestionMark, RefreshCw, Search } from "lucide-react";
import { useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import type { ThreadMessage } from "@/db/queries/thread";
import { usePane } from "./pane-context";
import { useReason } from "./use-reason";
import { useSettle } from "./use-settle";

/** What did not go out, or may not have, with its reason and what can be done about it. */
export function FailedDelivery({ message }: { message: ThreadMessage }) {
  const t = useTranslations("inbox.thread.delivery");
  const reason = useReason(message.deliveryDetail);
  const isUnknown = message.delivery === "unknown";
  return (
    <div
      role="alert"
      className={`mt-3 rounded-card px-3 py-2.5 text-base ${isUnknown ? "bg-warning-soft" : "bg-destructive-soft"}`}
    >
      <p className={`flex gap-2 font-medium ${isUnknown ? "text-warning" : "text-destructive"}`}>
        {isUnknown ? (
          <CircleQuestionMark className="mt-0.5" aria-hidden />
        ) : (
          <CircleAlert className="mt-0.5" aria-hidden />
        )}
        {isUnknown ? t("unknown") : t("failed")}
      </p>
      <p className="mt-0.5 pl-6 wrap-anywhere">{isUnknown ? t("unknownHint") : reason || t("failedHint")}</p>
      <div className="mt-2 flex flex-wrap gap-2 pl-6">
        {isUnknown ? <UnknownActs messageId={message.id} /> : <RetryButton messageId={message.id} />}
      </div>
    </div>
  );
}

function useResend(messageId: number) {
  const t = useTranslations("inbox.thread.delivery");
  const { acts } = usePane();
  const settle = useSettle();
  const toast = useToast();
  const [busy, start] = useTransition();
  const resend = (doubtAccepted: boolean) =>
    start(async () => {
      const answer = await settle(acts.resendMessage({ messageId, doubtAccepted }));
      toast({ sentence: answer.ok ? t("resent") : answer.message });
    });
  return { busy, resend };
}

function RetryButton({ messageId }: { messageId: number }) {
  const t = useTranslations("common");
  const { busy, resend } = useResend(messageId);
  return (
    <Button size="small" busy={busy} onClick={() => resend(false)}>
      <RefreshCw aria-hidden />
      {t("retry")}
    </Button>
  );
}

function UnknownActs({ messageId }: { messageId: number }) {
  const t = useTranslations("inbox.thread.delivery");
  const { acts } = usePane();
  const settle = useSettle();
  const toast = useToast();
  const [busy, start] = useTransition();
  const look = () =>
    start(async () => {
      const answer = await settle(acts.lookInSent({ messageId }));
      if (!answer.ok) return toast({ sentence: answer.message });
      toast({ sentence: answer.value ? t("found") : t("notFound") });
    });
  return (
    <>
      <Button size="small" busy={busy} onClick={look}>
        <Search aria-hidden />
        {t("lookInSent")}
      </Button>
      <ResendAnyway messageId={messageId} />
    </>
  );
}

function ResendAnyway({ messageId }: { messageId: number }) {
  const t = useTranslations("inbox.thread.delivery");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  const { busy, resend } = useResend(messageId);
  const confirm = () => {
    setOpen(false);
    resend(true);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("resendTitle")}
      description={t("resendHint")}
      trigger={
        <Button size="small" look="ghost" busy={busy}>
          {t("resendAnyway")}
        </Button>
      }
      actions={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button look="primary" onClick={confirm}>
            {t("resendAnyway")}
          </Button>
        </>
      }
    />
  );
}
