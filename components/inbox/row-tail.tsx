"use client";
import clsx from "clsx";
import {
  Archive,
  BellRing,
  CircleAlert,
  CircleCheck,
  CircleQuestionMark,
  Clock,
  Flag,
  Hourglass,
  Paperclip,
  ShieldAlert,
  Sparkle,
} from "lucide-react";
import type { ReactNode } from "react";
import { useNow, useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { Chip } from "@/components/ui/chip";
import { useFormat } from "@/components/ui/use-format";
import { windowOf } from "@/lib/conversations/view/whatsapp-window";
import { useDesk } from "./desk-context";
import type { Row } from "./use-list";

const HOUR = 3_600_000;
const LONG = 24 * HOUR;

/** What never shrinks: attachment, state, how long the customer has waited, who has it. */
export function RowTail({ row, isOpen }: { row: Row; isOpen: boolean }) {
  const t = useTranslations("inbox.list.row");
  const { me } = useDesk();
  return (
    <span className="ml-auto flex shrink-0 items-center gap-1.5 pl-1.5 empty:hidden [&_.lucide]:size-3.5">
      {row.hasAttachment && <Titled title={t("attachment")} icon={<Paperclip aria-hidden />} />}
      <State row={row} />
      <Waiting row={row} />
      {row.assigneeName && (
        <span title={t("assignedTo", { name: row.assigneeName })} className="pointer-events-auto flex">
          <span className="sr-only">{t("assignedTo", { name: row.assigneeName })}</span>
          <span className={clsx(isOpen && "[&>span]:bg-primary-line [&>span]:text-foreground")}>
            <Avatar name={row.assigneeName} size="small" ours={row.assigneeId === me.id} />
          </span>
        </span>
      )}
    </span>
  );
}

function State({ row }: { row: Row }) {
  const t = useTranslations("inbox.list");
  const { place } = useDesk();
  if (row.trouble === "failed") return <CircleAlert className="text-destructive" aria-hidden />;
  if (row.trouble === "unknown") return <CircleQuestionMark className="text-warning" aria-hidden />;
  if (row.status === "urgent") {
    return (
      <Chip tone="urgent" icon={<Flag aria-hidden />}>
        {t("statuses.urgent")}
      </Chip>
    );
  }
  const Icon = { resolved: CircleCheck, archived: Archive, spam: ShieldAlert, new: null, in_progress: null }[
    row.status
  ];
  if (!Icon && row.followUpDue) {
    return (
      <Chip tone="warning" icon={<BellRing aria-hidden />}>
        {t("row.followUp")}
      </Chip>
    );
  }
  if (!Icon && isToCheck(row)) {
    return (
      <Chip tone="proposed" icon={<Sparkle aria-hidden />}>
        {t("row.toCheck")}
      </Chip>
    );
  }
  if (!Icon) return <FreeAnswers row={row} />;
  if (place.filter.status === row.status) return null;
  return <Titled title={t(`statuses.${row.status}`)} icon={<Icon aria-hidden />} />;
}

const SURE = 0.85;

/** A classifier filed it, or did not dare to, and was not sure. */
const isToCheck = ({ filingConfidence, bulk }: Row) =>
  !bulk && filingConfidence !== null && filingConfidence < SURE;

const SOON = 4 * HOUR;

/** On WhatsApp, what is left of the time in which anything may be written; nothing while there is plenty. */
function FreeAnswers({ row }: { row: Row }) {
  const t = useTranslations("inbox.list.row");
  const format = useFormat();
  const now = useNow();
  if (!row.lastInboundAt || row.bulk) return null;
  const { isOpen, leftMs } = windowOf(new Date(row.lastInboundAt), now);
  if (!isOpen) return <span className="whitespace-nowrap">{t("needsTemplate")}</span>;
  if (leftMs >= SOON) return null;
  const whole = leftMs >= HOUR ? Math.floor(leftMs / HOUR) * HOUR : Math.max(leftMs, 60_000);
  return (
    <Chip
      tone="warning"
      icon={<Hourglass aria-hidden />}
      title={t("windowLeft", { duration: format.duration(leftMs) })}
    >
      {format.duration(whole)}
    </Chip>
  );
}

function Waiting({ row }: { row: Row }) {
  const t = useTranslations("inbox.list.row");
  const format = useFormat();
  const now = useNow();
  const isOver = ["resolved", "archived", "spam"].includes(row.status) || row.bulk;
  if (!row.waitingSince || isOver) return null;
  const waited = now.getTime() - Date.parse(row.waitingSince);
  if (waited < HOUR) return null;
  const isLong = waited >= LONG;
  const duration = format.duration(waited);
  return (
    <span
      title={t("waiting", { duration })}
      className={clsx(
        "pointer-events-auto flex items-center gap-1 whitespace-nowrap",
        isLong && "font-medium text-warning [&>.lucide]:size-3! [&>.lucide]:stroke-2!",
      )}
    >
      {isLong && <Clock aria-hidden />}
      <span className="sr-only">{t("waiting", { duration: "" })}</span>
      {duration}
    </span>
  );
}

function Titled({ title, icon }: { title: string; icon: ReactNode }) {
  return (
    <span title={title} className="pointer-events-auto flex">
      {icon}
      <span className="sr-only">{title}</span>
    </span>
  );
}
