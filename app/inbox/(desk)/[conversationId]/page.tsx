import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import {
  addNote,
  cancelReply,
  discardDraft,
  lookInSent,
  markConversations,
  removeUpload,
  replyToConversation,
  replyWithTemplate,
  resendMessage,
  restoreConversations,
  saveDraft,
  showEarlier,
  showFullText,
} from "@/app/inbox/actions";
import { findCustomers, mergeCustomers, splitCustomers, suggestTwins } from "@/app/inbox/customer-actions";
import { endFollowUp, planFollowUp } from "@/app/inbox/follow-up-actions";
import {
  discardProposal,
  insertProposal,
  proposeAnswer,
  summariseConversation,
} from "@/app/inbox/proposal-actions";
import { ConversationPane } from "@/components/conversation/pane";
import { withCompany } from "@/db/company";
import { NOWHERE } from "@/db/queries/first-drafts";
import { requireEmployee } from "@/lib/auth/session";
import { readConversation } from "@/lib/conversations/view/read-conversation";
import { readId } from "@/lib/integrations/read-id";

const acts = {
  addNote,
  cancelReply,
  discardDraft,
  lookInSent,
  markConversations,
  removeUpload,
  replyToConversation,
  replyWithTemplate,
  resendMessage,
  restoreConversations,
  saveDraft,
  showEarlier,
  showFullText,
  suggestTwins,
  findCustomers,
  mergeCustomers,
  splitCustomers,
  proposeAnswer,
  insertProposal,
  discardProposal,
  summariseConversation,
  planFollowUp,
  endFollowUp,
};

type ConversationPageProps = PageProps<"/inbox/[conversationId]">;

export async function generateMetadata({ params }: ConversationPageProps): Promise<Metadata> {
  const open = await openConversation((await params).conversationId);
  return { title: open?.conversation.subject || open?.panel.customer.name };
}

/** Opening a page marks nothing as read: the browser does, when somebody has seen it. */
export default async function ConversationPage({ params, searchParams }: ConversationPageProps) {
  const { employeeId, name } = await requireEmployee();
  const open = await openConversation((await params).conversationId);
  const query = writeQuery(await searchParams);
  if (!open) notFound();
  const { mergedIntoId } = open.conversation;
  // It was to begin with a message that was taken back: it goes on where one begins.
  if (mergedIntoId === NOWHERE) redirect(`/inbox/new${query}`);
  if (mergedIntoId !== null) redirect(`/inbox/${mergedIntoId}${query}`);
  return (
    <ConversationPane
      key={open.conversation.id}
      open={open}
      me={{ employeeId, name }}
      acts={acts}
      query={query}
      isPanelOpen={(await cookies()).get("inbox-panel")?.value !== "closed"}
    />
  );
}

/** Read once for the title and the page. */
const openConversation = cache(async (asked: string) => {
  const { companyId, employeeId } = await requireEmployee();
  const id = readId(asked);
  return withCompany(companyId, (db) => readConversation(db, { id, employeeId }));
});

function writeQuery(asked: Awaited<ConversationPageProps["searchParams"]>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    for (const one of [value].flat()) if (one !== undefined) query.append(name, one);
  }
  return query.size > 0 ? `?${query}` : "";
}
