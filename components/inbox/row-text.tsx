"use client";
import clsx from "clsx";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import { readDeliveryDetail } from "@/lib/conversations/view/delivery-detail";
import type { Row } from "./use-list";

/** Who and when; about what; the last words, or what is wrong. The tail stands at the end of the third line. */
export function RowText({ row, children }: { row: Row; children: ReactNode }) {
  const format = useFormat();
  const at = new Date(row.lastMessageAt);
  return (
    <>
      <div className="flex h-5 min-w-0 items-center gap-1.5 max-md:h-5.5 max-md:text-bubble">
        <span className={clsx("min-w-0 truncate", row.unread && "font-semibold")}>
          {row.customerName}
          {row.organization && (
            <span className="font-normal text-subtle-foreground"> {row.organization}</span>
          )}
        </span>
        <time
          dateTime={row.lastMessageAt}
          title={format.moment(at)}
          className={clsx(
            "pointer-events-auto ml-auto shrink-0 text-meta",
            row.unread ? "text-foreground" : "text-subtle-foreground",
          )}
        >
          {format.listTime(at)}
        </time>
      </div>
      <div
        className={clsx(
          "h-5 truncate max-md:h-5.5 max-md:text-letter",
          row.unread ? "font-semibold text-foreground" : "text-muted-foreground",
        )}
      >
        {row.found && !isChat(row) ? <Marked parts={row.found.subject} /> : aboutOf(row)}
      </div>
      <div className="flex h-5 min-w-0 items-center gap-1.5 text-meta text-subtle-foreground max-md:h-5.5 max-md:text-base">
        <LastWords row={row} />
        {children}
      </div>
    </>
  );
}

function LastWords({ row }: { row: Row }) {
  const t = useTranslations("inbox.list.row");
  const source = useTranslations("inbox.list.sources");
  const reason = useReason(row);
  const isSaid = isChat(row) && (row.preview === aboutOf(row) || row.preview === "");
  if (row.trouble === "failed") {
    return (
      <span className="min-w-0 truncate font-medium text-destructive">
        {reason ? t("failedBecause", { reason }) : t("failed")}
      </span>
    );
  }
  if (row.trouble === "unknown") {
    return <span className="min-w-0 truncate font-medium text-warning">{t("unknown")}</span>;
  }
  if (row.draft !== null) {
    return (
      <span className="min-w-0 truncate">
        <span className="font-medium text-primary-text">{t("draft")}</span> {row.draft}
      </span>
    );
  }
  return (
    <span className="min-w-0 truncate">
      {row.found ? <Marked parts={row.found.snippet} /> : isSaid ? source(row.source) : row.preview}
    </span>
  );
}

const isChat = ({ source }: Row) => source === "sms" || source === "whatsapp";

/** Its subject; an SMS is about what the customer last wrote. */
export const aboutOf = (row: Row): string =>
  isChat(row) ? row.lastWords || row.preview || row.subject : row.subject;

function useReason({ troubleDetail }: Row): string {
  const t = useTranslations("errors");
  if (!troubleDetail) return "";
  const { key, values, words } = readDeliveryDetail(troubleDetail);
  const known = key as "unknown" | undefined;
  return known && t.has(known) ? t(known, values) : words;
}

/** Every second part is what was looked for. */
function Marked({ parts }: { parts: string[] }) {
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <mark key={index} className="bg-transparent font-semibold text-foreground">
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
