import type { ThreadMessage } from "@/db/queries/thread";
import type { ThreadEntry } from "./arrange-thread";

/** A message of a chat, and how it stands among those around it. */
export interface Said {
  message: ThreadMessage;
  /** It goes on what the same person said just before, or is gone on with. */
  follows: boolean;
  isFollowed: boolean;
  /** The emoji that were put on it. */
  reactions: string[];
  /** What it answers, when that is in sight. */
  quoted: ThreadMessage | undefined;
}

export type ChatEntry = Exclude<ThreadEntry, { kind: "message" }> | { kind: "said"; said: Said };

const RUN_WITHIN = 5 * 60_000;

/** The entries of a thread as a chat: reactions move to what they are about, and what is said in a row is told. */
export function arrangeChat(entries: ThreadEntry[]): ChatEntry[] {
  const messages = entries.flatMap((entry) => (entry.kind === "message" ? [entry.message] : []));
  const named = new Map(
    messages.flatMap((message) => (message.externalId ? [[message.externalId, message] as const] : [])),
  );
  const reactions = collectReactions(messages);
  const isPlaced = ({ content }: ThreadMessage) =>
    content?.reaction !== undefined && (named.has(content.reaction.to) || content.reaction.emoji === null);
  const shown = entries.filter((entry) => entry.kind !== "message" || !isPlaced(entry.message));
  return shown.map((entry, at) => {
    if (entry.kind !== "message") return entry;
    const { message } = entry;
    const said = {
      message,
      follows: isRun(shown[at - 1], entry),
      isFollowed: isRun(entry, shown[at + 1]),
      reactions: reactions.get(message.externalId ?? "") ?? [],
      quoted: named.get(message.content?.repliesTo ?? ""),
    };
    return { kind: "said", said };
  });
}

/** By what they are about; somebody's last reaction counts, and none when they took it back. */
function collectReactions(messages: ThreadMessage[]): Map<string, string[]> {
  const last = new Map<string, { to: string; emoji: string | null }>();
  for (const { content, senderAddress } of messages) {
    if (!content?.reaction) continue;
    last.set(`${senderAddress} ${content.reaction.to}`, content.reaction);
  }
  const placed = new Map<string, string[]>();
  for (const { to, emoji } of last.values()) {
    if (emoji) placed.set(to, [...(placed.get(to) ?? []), emoji]);
  }
  return placed;
}

function isRun(one: ThreadEntry | undefined, next: ThreadEntry | undefined): boolean {
  if (one?.kind !== "message" || next?.kind !== "message") return false;
  const [a, b] = [one.message, next.message];
  if (a.kind === "note" || a.kind !== b.kind || a.employeeId !== b.employeeId) return false;
  if (stateOf(a) !== stateOf(b)) return false;
  return b.sentAt.getTime() - a.sentAt.getTime() < RUN_WITHIN;
}

/** How far one of ours got; those of a run share the word under the last. */
const stateOf = ({ delivery, arrivedAt, readAt }: ThreadMessage) =>
  [delivery === "sent" ? "sent" : `${delivery}`, arrivedAt !== null, readAt !== null].join(" ");
