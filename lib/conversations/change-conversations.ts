import type { Db } from "@/db/company";
import {
  type ChangeableConversation,
  type ConversationChange,
  insertActivities,
  lockConversations,
  updateConversations,
} from "@/db/queries/conversation-changes";
import { AppError } from "@/lib/errors";

/** A conversation before a change, and the activity that `restoreConversations` undoes. */
export type ConversationBefore = Omit<ChangeableConversation, "resolvedAt" | "waitingSince"> & {
  activityId: number;
};

export interface Changed {
  before: ConversationBefore[];
}

interface Asked {
  conversationIds: number[];
  employeeId: number;
  verb: string;
  set: ConversationChange;
}

/**
 * Makes one change to several conversations, with who did it. Those that are like that already are left out of
 * `before`; refuses when none of them is there.
 */
export async function changeConversations(db: Db, asked: Asked): Promise<Changed> {
  const { conversationIds, employeeId, verb, set } = asked;
  const there = await lockConversations(db, conversationIds);
  if (there.length === 0) throw new AppError("NOT_FOUND", "conversationGone");
  const { filing, ...after } = set;
  const differs = (conversation: ChangeableConversation) =>
    Object.entries(after).some(([key, value]) => conversation[key as keyof typeof after] !== value);
  const changing = there.filter(differs);
  if (changing.length === 0) return { before: [] };
  await updateConversations(
    db,
    changing.map(({ id }) => id),
    set,
  );
  const activityIds = await insertActivities(
    db,
    changing.map((conversation) => ({
      conversationId: conversation.id,
      employeeId,
      verb,
      detail: { before: partBefore(conversation, set), after, ...(filing ? { filing } : {}) },
    })),
  );
  return { before: changing.map((conversation, index) => asBefore(conversation, activityIds[index] ?? 0)) };
}

const keysOf = (set: ConversationChange) => Object.keys(set) as (keyof ConversationChange)[];

function partBefore(conversation: ChangeableConversation, set: ConversationChange): Record<string, unknown> {
  const { resolvedAt, waitingSince } = conversation;
  return {
    ...Object.fromEntries(keysOf(set).map((key) => [key, conversation[key]])),
    ...(set.status ? { resolvedAt, waitingSince } : {}),
  };
}

function asBefore(conversation: ChangeableConversation, activityId: number): ConversationBefore {
  const { resolvedAt: _, waitingSince: __, ...before } = conversation;
  return { ...before, activityId };
}
