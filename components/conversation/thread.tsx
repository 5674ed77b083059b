"use client";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ActivityLines } from "./activity-lines";
import { arrangeThread, listOpenMessages, type ThreadEntry } from "./arrange-thread";
import { FilingLine } from "./filing-line";
import { MessageEntry } from "./message-entry";
import { usePane } from "./pane-context";
import { PendingLetter } from "./pending-letter";
import { useEarlier } from "./use-earlier";
import { useThreadScroll } from "./use-thread-scroll";

/** What was said and what happened, the oldest first; it opens where the newest message begins. */
export function Thread() {
  const t = useTranslations("inbox.thread");
  const { conversation, thread: latest, pending } = usePane();
  const scroller = useRef<HTMLDivElement>(null);
  const { thread, isLoading, showEarlier } = useEarlier(latest, scroller);
  const open = listOpenMessages(thread.messages);
  const entries = arrangeThread(thread);
  const newest = thread.messages.findLast(({ kind }) => kind !== "note");
  useThreadScroll(scroller, {
    newestId: thread.messages.at(-1)?.id,
    openAtId: newest?.id,
    pending: pending.length,
  });
  return (
    <div
      ref={scroller}
      className="min-h-0 flex-1 overflow-y-auto px-5 pt-1.5 pb-3 max-md:px-4 -outline-offset-2"
    >
      {thread.hasEarlier && (
        <div className="grid place-items-center py-2">
          <Button look="ghost" size="small" busy={isLoading} onClick={showEarlier}>
            {t("earlier")}
          </Button>
        </div>
      )}
      {entries.map((entry) => (
        <Entry key={keyOf(entry)} entry={entry} isOpen={isOpen(entry, open)} />
      ))}
      {!entries.some(tellsFiling) && conversation.filedBy && <FilingLine />}
      {pending.map((message) => (
        <PendingLetter key={message.key} message={message} />
      ))}
    </div>
  );
}

function Entry({ entry, isOpen }: { entry: ThreadEntry; isOpen: boolean }) {
  if (entry.kind === "activities") return <ActivityLines activities={entry.activities} />;
  return <MessageEntry message={entry.message} opensItself={isOpen} />;
}

const keyOf = (entry: ThreadEntry) =>
  entry.kind === "message" ? `m${entry.message.id}` : `a${entry.activities[0]?.id}`;

const isOpen = (entry: ThreadEntry, open: Set<number>) =>
  entry.kind === "message" && open.has(entry.message.id);

const tellsFiling = (entry: ThreadEntry) =>
  entry.kind === "activities" &&
  entry.activities.some(({ verb }) => ["filed", "moved", "keptOut"].includes(verb));
