"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { employeeAction, outsideAction } from "@/app/employee-action";
import { withCompany } from "@/db/company";
import { removeDraft } from "@/db/queries/drafts";
import { findMessage } from "@/db/queries/messages";
import { readEarlier, readFullText } from "@/db/queries/thread";
import { DRAFT_KINDS, STATUSES } from "@/db/schema";
import { messageQueued } from "@/inngest/events";
import { addNote as addNoteTo } from "@/lib/conversations/add-note";
import { answerConversation } from "@/lib/conversations/answer-conversation";
import { assignConversations as assign } from "@/lib/conversations/assign-conversations";
import { cancelReply as cancel } from "@/lib/conversations/cancel-reply";
import { changeStatus as setStatus } from "@/lib/conversations/change-status";
import { lookForUnknown } from "@/lib/conversations/look-for-unknown";
import {
  keepOutOfNewsletters as keepOut,
  moveConversations as move,
} from "@/lib/conversations/move-conversations";
import { markConversations as mark } from "@/lib/conversations/read-conversations";
import { removeUpload as remove } from "@/lib/conversations/remove-upload";
import { resendMessage as resend } from "@/lib/conversations/resend-message";
import { restoreConversations as restore } from "@/lib/conversations/restore-conversations";
import { saveDraft as keep } from "@/lib/conversations/save-draft";
import { isAddress } from "@/lib/conversations/view/read-recipients";
import { AppError } from "@/lib/errors";

const id = z.int().positive();
const conversationIds = z.array(id).min(1, "invalid").max(200, "invalid");
const attachmentIds = z.array(id).max(50, "invalid");
const text = z.string().trim().min(1, "textMissing").max(200_000, "textTooLong");
/** A file may come without any, where the channel takes that. */
const words = z.string().trim().max(200_000, "textTooLong");
const recipient = z.object({
  name: z.string().max(200, "invalid"),
  address: z.string().max(254, "emailInvalid").refine(isAddress, "emailInvalid"),
});
const recipients = z.array(recipient).max(50, "recipientsTooMany");

/** What is open is read again, and comes back with the answer. */
async function shown<Value>(done: Promise<Value>): Promise<Value> {
  const value = await done;
  refresh();
  return value;
}

export const changeStatus = employeeAction({
  input: z.object({ conversationIds, status: z.enum(STATUSES) }),
  permission: "conversations.write",
  run: (db, asked, { employeeId }) => shown(setStatus(db, { ...asked, employeeId })),
});

export const assignConversations = employeeAction({
  input: z.object({ conversationIds, employeeId: id.nullable() }),
  permission: "conversations.write",
  run: (db, { conversationIds, employeeId: assigneeId }, { employeeId }) =>
    shown(assign(db, { conversationIds, assigneeId, employeeId })),
});

export const moveConversations = employeeAction({
  input: z.object({ conversationIds, folderId: id.nullable() }),
  permission: "conversations.write",
  run: (db, asked, { employeeId }) => shown(move(db, { ...asked, employeeId })),
});

export const markConversations = employeeAction({
  input: z.object({ conversationIds, unread: z.boolean() }),
  permission: "conversations.write",
  run: (db, asked, { employeeId }) => mark(db, { ...asked, employeeId }),
});

export const keepOutOfNewsletters = employeeAction({
  input: z.object({ conversationIds }),
  permission: "conversations.write",
  run: (db, asked, { employeeId }) => shown(keepOut(db, { ...asked, employeeId })),
});

export const restoreConversations = employeeAction({
  input: z.object({
    before: z
      .array(z.object({ activityId: id }))
      .min(1, "invalid")
      .max(200, "invalid"),
  }),
  permission: "conversations.write",
  run: (db, { before }, { employeeId }) => shown(restore(db, { before, employeeId })),
});

export const replyToConversation = employeeAction({
  input: z.object({
    conversationId: id,
    requestId: z.uuid(),
    text: words,
    to: recipients,
    cc: recipients,
    bcc: recipients,
    attachmentIds,
    resolve: z.boolean().optional(),
  }),
  permission: "conversations.reply",
  run: (db, reply, { employeeId }) => {
    if (reply.text === "" && reply.attachmentIds.length === 0) throw new AppError("INVALID", "textMissing");
    return shown(answerConversation(db, { ...reply, employeeId }));
  },
  announce: ({ messageId, sendAt }, { companyId }) =>
    messageQueued.create({ companyId, messageId, sendAt: sendAt.toISOString() }),
});

const template = z.object({
  name: z.string().min(1, "invalid").max(512, "invalid"),
  language: z.string().min(1, "invalid").max(10, "invalid"),
  parameters: z.array(z.string().trim().max(1024, "textTooLong")).max(99, "invalid"),
});

/** On WhatsApp, what may be said at any time. */
export const replyWithTemplate = employeeAction({
  input: template.extend({ conversationId: id, requestId: z.uuid() }),
  permission: "conversations.reply",
  run: (db, { conversationId, requestId, ...asked }, { employeeId }) =>
    shown(
      answerConversation(db, {
        ...{ conversationId, requestId, employeeId, template: asked },
        ...{ text: "", to: [], cc: [], bcc: [], attachmentIds: [] },
      }),
    ),
  announce: ({ messageId, sendAt }, { companyId }) =>
    messageQueued.create({ companyId, messageId, sendAt: sendAt.toISOString() }),
});

export const cancelReply = employeeAction({
  input: z.object({ messageId: id }),
  permission: "conversations.reply",
  run: (db, { messageId }, { employeeId }) => shown(cancel(db, { messageId, employeeId })),
});

export const resendMessage = employeeAction({
  input: z.object({ messageId: id, doubtAccepted: z.boolean() }),
  permission: "conversations.reply",
  run: (db, asked) => shown(resend(db, asked)),
  announce: ({ id }, { companyId }) => messageQueued.create({ companyId, messageId: id }),
});

/** True when the message was found among those sent. */
export const lookInSent = outsideAction({
  input: z.object({ messageId: id }),
  permission: "conversations.reply",
  run: async ({ messageId }, { companyId }) => {
    const known = await withCompany(companyId, (db) => findMessage(db, messageId));
    if (!known) throw new AppError("NOT_FOUND", "messageGone");
    return shown(lookForUnknown(companyId, messageId));
  },
});

export const addNote = employeeAction({
  input: z.object({ conversationId: id, text }),
  permission: "conversations.write",
  run: (db, note, { employeeId }) => shown(addNoteTo(db, { ...note, employeeId })),
});

const draft = z.object({ conversationId: id, kind: z.enum(DRAFT_KINDS) });

// An address that is only half written belongs to the draft too.
const written = z.array(
  z.object({ name: z.string().max(200, "invalid"), address: z.string().max(254, "invalid") }),
);

export const saveDraft = employeeAction({
  input: draft.extend({
    body: z.string().max(200_000, "textTooLong"),
    recipients: z.object({ to: written, cc: written, bcc: written }).nullable(),
    attachmentIds,
  }),
  permission: "conversations.write",
  run: async (db, content, { employeeId }) => {
    await keep(db, { ...content, employeeId });
    return null;
  },
});

export const discardDraft = employeeAction({
  input: draft,
  permission: "conversations.write",
  run: async (db, ref, { employeeId }) => {
    await removeDraft(db, { ...ref, employeeId });
    return null;
  },
});

export const removeUpload = employeeAction({
  input: z.object({ attachmentId: id }),
  permission: "conversations.reply",
  run: async (db, { attachmentId }, { employeeId }) => {
    await remove(db, { attachmentId, employeeId });
    return null;
  },
});

/** The part of a thread before one of its messages. */
export const showEarlier = employeeAction({
  input: z.object({ conversationId: id, beforeId: id }),
  permission: "conversations.read",
  run: (db, asked) => readEarlier(db, asked),
});

/** Everything a message says, what it quotes included. */
export const showFullText = employeeAction({
  input: z.object({ messageId: id }),
  permission: "conversations.read",
  run: async (db, { messageId }) => {
    const fullText = await readFullText(db, messageId);
    if (fullText === undefined) throw new AppError("NOT_FOUND", "messageGone");
    return fullText;
  },
});
