"use client";
import clsx from "clsx";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { SourceIcon } from "@/components/inbox/source-icon";
import { Moment } from "./moment";
import { usePane } from "./pane-context";
import { StatusIcon } from "./status-icon";

const SHOWN_AT_FIRST = 4;

/** The customer's last conversations; four, then all that were read. */
export function CustomerHistory() {
  const t = useTranslations("inbox.customer");
  const { panel } = usePane();
  const [all, setAll] = useState(false);
  const { history, hasMore } = panel;
  const shown = all ? history : history.slice(0, SHOWN_AT_FIRST);
  const count = hasMore ? t("moreThan", { count: history.length }) : String(history.length);
  return (
    <section className="mt-3 border-t border-border pt-3">
      <div className="flex items-center justify-between gap-2 pb-1.5 text-meta">
        <h2 className="font-medium text-subtle-foreground">{t("history")}</h2>
        {history.length > SHOWN_AT_FIRST && (
          <button
            type="button"
            aria-expanded={all}
            onClick={() => setAll(!all)}
            className="touchable rounded-cap text-primary-text hover:underline"
          >
            {all ? t("less") : t("all", { count })}
          </button>
        )}
      </div>
      <ul>
        {shown.map((one) => (
          <HistoryLine key={one.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

function HistoryLine({ one }: { one: ReturnType<typeof usePane>["panel"]["history"][number] }) {
  const t = useTranslations("inbox");
  const { conversation, channel, query } = usePane();
  const isHere = one.id === conversation.id;
  const status = isHere ? conversation.status : one.status;
  return (
    <li>
      <Link
        href={`/inbox/${one.id}${query}`}
        prefetch={false}
        aria-current={isHere ? "page" : undefined}
        className={clsx(
          "-mx-2 flex min-h-7 items-center gap-2.5 rounded-small px-2 hover:bg-accent max-md:min-h-11",
          !isHere && "text-muted-foreground",
        )}
      >
        <span className="text-subtle-foreground">
          <StatusIcon status={status} className="size-4" />
        </span>
        <span className="sr-only">
          {t(`acts.status.${status}`)}, {t(`list.sources.${one.source}`)}
        </span>
        <span className="min-w-0 flex-1 truncate" title={one.subject}>
          {one.subject || t("thread.noSubject")}
        </span>
        {one.source !== channel.source && (
          <SourceIcon source={one.source} className="size-3.5 shrink-0 text-subtle-foreground" />
        )}
        <Moment at={one.lastMessageAt} className="shrink-0 text-meta text-subtle-foreground" />
      </Link>
    </li>
  );
}
