"use server";
import { z } from "zod";
import { employeeAction } from "@/app/employee-action";
import { findProposal, recordInserted, settleProposal } from "@/db/queries/proposals";
import { proposalAsked, summaryAsked } from "@/inngest/events";
import { AppError } from "@/lib/errors";
import { askProposal } from "@/lib/proposals/ask-proposal";
import { askSummary } from "@/lib/summaries/ask-summary";

const id = z.int().positive();
const permission = "conversations.reply";

/** Has an answer proposed, or proposed again; it appears when it is written. */
export const proposeAnswer = employeeAction({
  input: z.object({ conversationId: id }),
  permission,
  run: (db, { conversationId }, { employeeId }) => askProposal(db, { conversationId, employeeId }),
  announce: ({ messageId }, { companyId }) => proposalAsked.create({ companyId, messageId }),
});

/** Keeps that an employee took a proposal into their answer; nothing is sent. */
export const insertProposal = employeeAction({
  input: z.object({ proposalId: id }),
  permission,
  run: async (db, { proposalId }, { employeeId }) => {
    if (!(await recordInserted(db, proposalId, employeeId))) throw new AppError("CONFLICT", "proposalGone");
    return null;
  },
});

/** Puts a proposal aside, or stops one that is being written; with why, when somebody said so. */
export const discardProposal = employeeAction({
  input: z.object({
    proposalId: id,
    reason: z.enum(["wrong", "incomplete", "tone", "notNeeded"]).optional(),
  }),
  permission,
  run: async (db, { proposalId, reason = null }, { employeeId }) => {
    if (!(await findProposal(db, proposalId))) throw new AppError("NOT_FOUND", "proposalGone");
    const settled = { outcome: "discarded" as const, discardReason: reason, settledById: employeeId };
    await settleProposal(db, proposalId, settled);
    return null;
  },
});

/** Has a conversation summed up, or summed up again; it appears when it is written. */
export const summariseConversation = employeeAction({
  input: z.object({ conversationId: id }),
  permission: "conversations.read",
  run: async (db, { conversationId }) => {
    await askSummary(db, conversationId);
    return conversationId;
  },
  announce: (conversationId, { companyId }) => summaryAsked.create({ companyId, conversationId }),
});
