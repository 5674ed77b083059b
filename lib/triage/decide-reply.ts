import { type Db, withCompany } from "@/db/company";
import { keepReplyDecision } from "@/db/queries/reply-decisions";
import { decideAutoReply, type ReplyVerdict } from "./decide-auto-reply";
import { type Known, readCircumstances } from "./read-circumstances";
import { readReplyPolicy } from "./read-reply-policy";
import type { Circumstances } from "./reply-circumstances";

/** Decides whether a machine may answer a message, and keeps why. The second time decides again, by what is so then. */
export async function decideReply(companyId: number, messageId: number): Promise<ReplyVerdict> {
  const { verdict } = await withCompany(companyId, (db) => decideAndKeep(db, messageId));
  return verdict;
}

export interface Decided extends Known {
  verdict: ReplyVerdict;
}

/** The same in a transaction of the caller's, about the answer that would leave. */
export async function decideAndKeep(
  db: Db,
  messageId: number,
  answer: Circumstances["answer"] = null,
): Promise<Decided> {
  const known = await readCircumstances(db, messageId, answer);
  const policy = await readReplyPolicy(db, known.conversation.folderId);
  const verdict = decideAutoReply(known.circumstances, policy);
  const { id: conversationId } = known.conversation;
  await keepReplyDecision(db, { messageId, conversationId, mode: policy.mode, ...verdict });
  return { ...known, verdict };
}
