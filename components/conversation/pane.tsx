"use client";
import { usePathname } from "next/navigation";
import { useOptimistic, useRef } from "react";
import type { OpenConversation } from "@/lib/conversations/view/read-conversation";
import { Composer } from "./composer";
import { CustomerPanel } from "./customer-panel";
import { ConversationHeader } from "./header";
import { type ComposerHandle, type PaneActs, PaneProvider, type PendingMessage } from "./pane-context";
import { Thread } from "./thread";
import { useChanges } from "./use-changes";
import { useMarkRead } from "./use-mark-read";
import { usePanel } from "./use-panel";

interface ConversationPaneProps {
  open: OpenConversation;
  me: { employeeId: number; name: string };
  acts: PaneActs;
  query: string;
  /** Whether the customer is shown beside it, where there is room. */
  isPanelOpen: boolean;
}

/** One conversation: what was said, what can be said, and who it is with. */
export function ConversationPane({ open, me, acts, query, isPanelOpen }: ConversationPaneProps) {
  const path = usePathname();
  const composer = useRef<ComposerHandle>(null);
  const { conversation, patch, change } = useChanges(open.conversation, acts);
  const [pending, showPending] = useOptimistic<PendingMessage[], PendingMessage>([], (shown, message) => [
    ...shown,
    message,
  ]);
  const panel = usePanel(isPanelOpen);
  useMarkRead(open.conversation, acts);
  const pane = {
    ...open,
    conversation,
    me,
    acts,
    query,
    path,
    composer,
    pending,
    showPending,
    patch,
    change,
  };
  return (
    <PaneProvider value={pane}>
      <div className="flex min-h-0 flex-1">
        <section
          aria-label={conversation.subject}
          className="@container flex min-w-0 flex-1 flex-col bg-background"
        >
          <ConversationHeader panel={panel} />
          <Thread />
          <Composer />
        </section>
        <CustomerPanel panel={panel} />
      </div>
    </PaneProvider>
  );
}
