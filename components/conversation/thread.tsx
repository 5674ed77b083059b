"use client";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { ThreadMessage } from "@/db/queries/thread";
import { ActivityLines } from "./activity-lines";
import { arrangeChat } from "./arrange-chat";
import { arrangeThread, listOpenMessages, type ThreadEntry } from "./arrange-thread";
import { ChatEntry } from "./chat-entry";
import { FilingLine } from "./filing-line";
import { isChatSource } from "./is-chat-source";
import { MessageEntry } from "./message-entry";
import { usePane } from "./pane-context";
import { PendingBubble } from "./pending-bubble";
import { PendingLetter } from "./pending-letter";
import { useEarlier } from "./use-earlier";
import { useThreadScroll } from "./use-thread-scroll";

/** What was said and what happened, the oldest first; it opens where the newest message begins. */
export function Thread() {
  const t = useTranslations("inbox.thread");
  const { conversation, channel, thread: latest, pending } = usePane();
  const isChat = isChatSource(channel.source);
  const scroller = useRef<HTMLDivElement>(null);
  const { thread, isLoading, showEarlier } = useEarlier(latest, scroller);
  const entries = arrangeThread(thread);
  const newest = thread.messages.findLast(({ kind }) => kind !== "note");
  useThreadScroll(scroller, {
    newestId: thread.messages.at(-1)?.id,
    // A chat opens at its end.
    openAtId: isChat ? undefined : newest?.id,
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
      {isChat ? <Chat entries={entries} /> : <Letters entries={entries} messages={thread.messages} />}
      {!entries.some(tellsFiling) && (conversation.filedBy || conversation.filing) && <FilingLine />}
      {pending.map((message) =>
        isChat && message.kind === "outbound" ? (
          <PendingBubble key={message.key} text={message.text} />
        ) : (
          <PendingLetter key={message.key} message={message} />
        ),
      )}
    </div>
  );
}

function Letters({ entries, messages }: { entries: ThreadEntry[]; messages: ThreadMessage[] }) {
  const open = listOpenMessages(messages);
  return entries.map((entry) => <Entry key={keyOf(entry)} entry={entry} isOpen={isOpen(entry, open)} />);
}

function Chat({ entries }: { entries: ThreadEntry[] }) {
  let before: Date | undefined;
  return arrangeChat(entries).map((entry) => {
    if (entry.kind !== "said") return <ActivityLines key={keyOf(entry)} activities={entry.activities} />;
    const { message } = entry.said;
    const shown = <ChatEntry key={`m${message.id}`} said={entry.said} before={before} />;
    before = message.sentAt;
    return shown;
  });
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
