"use server";
import { z } from "zod";
import { employeeAction } from "@/app/employee-action";
import { SOURCES } from "@/db/schema";
import { messageQueued } from "@/inngest/events";
import { startConversation as start } from "@/lib/conversations/start-conversation";
import { reachRecipient as reach, suggestPeople as suggest } from "@/lib/conversations/view/reach-recipient";
import { readFirstDraft } from "@/lib/conversations/view/read-first-draft";
import { AppError } from "@/lib/errors";

const id = z.int().positive();
const address = z.string().trim().min(1, "recipientMissing").max(254, "invalid");

/** What can be said to an address over a channel. */
export const reachRecipient = employeeAction({
  input: z.object({ integrationId: id, address }),
  permission: "conversations.reply",
  run: (db, asked) => reach(db, asked),
});

/** Customers whom a text may mean, by an address that fits the channel. */
export const suggestPeople = employeeAction({
  input: z.object({ source: z.enum(SOURCES), text: z.string().trim().min(1, "invalid").max(200, "invalid") }),
  permission: "conversations.reply",
  run: (db, asked) => suggest(db, asked),
});

/** What this person took back before it left, to go on with. */
export const recallFirstDraft = employeeAction({
  input: z.object({}),
  permission: "conversations.reply",
  run: (db, _, { employeeId }) => readFirstDraft(db, employeeId),
});

export const startConversation = employeeAction({
  input: z.object({
    integrationId: id,
    requestId: z.uuid(),
    recipient: z.object({ name: z.string().trim().max(200, "invalid"), address }),
    subject: z.string().trim().max(500, "textTooLong"),
    text: z.string().trim().max(200_000, "textTooLong"),
    attachmentIds: z.array(id).max(50, "invalid"),
    template: z
      .object({
        name: z.string().min(1, "invalid").max(512, "invalid"),
        language: z.string().min(1, "invalid").max(10, "invalid"),
        parameters: z.array(z.string().trim().max(1024, "textTooLong")).max(99, "invalid"),
      })
      .optional(),
  }),
  permission: "conversations.reply",
  run: (db, first, { employeeId }) => {
    if (!first.text && !first.template && first.attachmentIds.length === 0) {
      throw new AppError("INVALID", "textMissing");
    }
    return start(db, { ...first, employeeId });
  },
  announce: ({ messageId, sendAt }, { companyId }) =>
    messageQueued.create({ companyId, messageId, sendAt: sendAt.toISOString() }),
});
