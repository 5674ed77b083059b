"use client";
import { usePathname } from "next/navigation";
import { useRef } from "react";
import type { OpenConversation } from "@/lib/conversations/view/read-conversation";
import { ComingConversation } from "./coming-conversation";
import { Composer } from "./composer";
import { CustomerPanel } from "./customer-panel";
import { FollowUps } from "./follow-ups";
import { ConversationHeader } from "./header";
import { type ComposerHandle, type PaneActs, PaneProvider } from "./pane-context";
import { Proposal } from "./proposal";
import { Thread } from "./thread";
import { useMarkRead } from "./use-mark-read";
import { usePanel } from "./use-panel";
import { useShown } from "./use-shown";

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
  const shown = useShown(open);
  const panel = usePanel(isPanelOpen);
  useMarkRead(open.conversation, acts);
  const pane = { ...open, ...shown, me, acts, query, path, composer };
  return (
    <PaneProvider value={pane}>
      <div className="relative flex min-h-0 flex-1">
        <section
          aria-label={open.conversation.subject || open.panel.customer.name}
          className="@container flex min-w-0 flex-1 flex-col bg-background"
        >
          <ConversationHeader panel={panel} />
          <Thread />
          <FollowUps />
          <Proposal />
          <Composer />
        </section>
        <CustomerPanel panel={panel} />
        <ComingConversation shownId={open.conversation.id} />
      </div>
    </PaneProvider>
  );
}
