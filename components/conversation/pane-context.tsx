"use client";
import { createContext, type RefObject, useContext } from "react";
import type * as Actions from "@/app/inbox/actions";
import type * as CustomerActions from "@/app/inbox/customer-actions";
import type * as FollowUpActions from "@/app/inbox/follow-up-actions";
import type * as ProposalActions from "@/app/inbox/proposal-actions";
import type { Conversation } from "@/db/schema";
import type { OpenConversation } from "@/lib/conversations/view/read-conversation";
import type { Written } from "./written";

/** What can be done in an open conversation; the page hands it the server's actions. */
export type PaneActs = Pick<
  typeof Actions,
  | "addNote"
  | "cancelReply"
  | "discardDraft"
  | "lookInSent"
  | "markConversations"
  | "removeUpload"
  | "replyToConversation"
  | "replyWithTemplate"
  | "resendMessage"
  | "restoreConversations"
  | "saveDraft"
  | "showEarlier"
  | "showFullText"
> &
  Pick<typeof CustomerActions, "suggestTwins" | "findCustomers" | "mergeCustomers" | "splitCustomers"> &
  Pick<typeof FollowUpActions, "planFollowUp" | "endFollowUp"> &
  Pick<
    typeof ProposalActions,
    "proposeAnswer" | "insertProposal" | "discardProposal" | "summariseConversation"
  >;

export type ConversationPatch = Partial<
  Pick<Conversation, "status" | "assigneeId" | "folderId" | "filedBy" | "filing" | "bulk" | "unread">
>;

/** A message that is shown before the server has it. */
export interface PendingMessage {
  key: string;
  kind: "outbound" | "note";
  text: string;
}

export interface ComposerHandle {
  /** Opens the composer to write an answer to one, to all, or a note. */
  write: (what: "reply" | "replyAll" | "note") => void;
  /** Puts what was taken back, or could not be sent, before what is being written. */
  giveBack: (written: Written) => void;
  /** Puts a text where the caret is, never over what is written. */
  insert: (text: string) => void;
}

export interface Pane extends OpenConversation {
  me: { employeeId: number; name: string };
  acts: PaneActs;
  /** The list's filters, "?view=mine" or "", to go back and forth with. */
  query: string;
  /** The conversation's address in this installation. */
  path: string;
  composer: RefObject<ComposerHandle | null>;
  pending: PendingMessage[];
  showPending: (message: PendingMessage) => void;
  /** Hides a message that is being taken back. */
  hide: (messageId: number) => void;
  patch: (patch: ConversationPatch) => void;
}

const PaneContext = createContext<Pane | undefined>(undefined);
export const PaneProvider = PaneContext;

/** The open conversation, with what is being done to it already shown. */
export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (!pane) throw new Error("There is no open conversation around");
  return pane;
}
