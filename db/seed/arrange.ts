import { type Db, withCompany } from "@/db/company";
import type { Status } from "@/db/schema";
import { makeChance } from "./chance";
import type { DemoCompany } from "./company";
import type { Chat } from "./plan-chats";
import type { Thread } from "./plan-threads";
import { addDrafts, addNotes, addTroubledReplies, nameAuthors, setSpam, settleConversations } from "./rows";
import { dateFilings, writeTrail } from "./trail";

const DAY_MS = 86_400_000;

/** What the team did with a conversation, found by the Message-ID of its first mail, or the provider's id of its first message. */
export interface Arrangement {
  first_id: string;
  status: Status;
  assignee_id: number | null;
  unread: boolean;
  resolved_at: string | null;
}

interface History {
  threads: Thread[];
  chats: Chat[];
  now: Date;
}

/** Gives what was received what a team had done with it: authors, notes, statuses, assignees, drafts, failed sends. */
export async function arrangeHistory(demo: DemoCompany, { threads, chats, now }: History): Promise<void> {
  const waiting = threads.filter(
    ({ parts, story }) => parts.length > 2 && parts.at(-1)?.by === "customer" && !story.urgent,
  );
  await withCompany(demo.companyId, async (db: Db) => {
    await nameAuthors(db, threads, demo.employees);
    await addNotes(db, threads, demo.employees);
    const arranged = [...arrange(threads, demo, now), ...chats.map((chat) => arrangeChat(chat, demo))];
    await settleConversations(db, arranged);
    await writeTrail(db, arranged);
    await setSpam(db);
    await addTroubledReplies(db, waiting.slice(-6), demo.employees);
    await addDrafts(db, waiting.slice(-3), demo.employees);
  });
  await dateFilings(demo.companyId);
}

function arrange(threads: Thread[], { employees }: DemoCompany, now: Date): Arrangement[] {
  const chance = makeChance(11);
  return threads.map((thread) => {
    const last = thread.parts.at(-1);
    const at = last?.at ?? now;
    const status = statusOf(thread, (now.getTime() - at.getTime()) / DAY_MS, chance.next());
    const answered = thread.parts.some(({ by }) => by !== "customer");
    const author = employees.get(last?.author ?? "") ?? null;
    const isOpen = status !== "resolved" && status !== "archived";
    const recent = now.getTime() - at.getTime() < 2.2 * DAY_MS;
    return {
      first_id: thread.parts[0]?.emailId ?? "",
      status,
      assignee_id: answered || chance.next() < 0.3 ? author : null,
      unread: isOpen && recent && last?.by === "customer" && chance.next() < 0.6,
      resolved_at: isOpen ? null : new Date(Math.min(at.getTime() + 3_600_000, now.getTime())).toISOString(),
    };
  });
}

function arrangeChat({ parts, status, assignee, unread }: Chat, { employees }: DemoCompany): Arrangement {
  const isOpen = status !== "resolved" && status !== "archived";
  const at = parts.at(-1)?.at.getTime() ?? 0;
  return {
    first_id: parts[0]?.externalId ?? "",
    status,
    assignee_id: employees.get(assignee ?? "") ?? null,
    unread,
    resolved_at: isOpen ? null : new Date(at + 20 * 60_000).toISOString(),
  };
}

function statusOf({ story, parts }: Thread, age: number, luck: number): Status {
  const theirTurn = parts.at(-1)?.by === "customer";
  const toldToTheEnd = parts.length === story.lines.length;
  const answered = parts.some(({ by }) => by === "employee");
  if (story.urgent && theirTurn && age < 25) return "urgent";
  if (theirTurn && !toldToTheEnd) return answered ? "in_progress" : "new";
  if (theirTurn && age < 1.5) return answered ? "in_progress" : "new";
  if (age < 8 && luck < 0.6) return "in_progress";
  return age > 35 && luck < 0.7 ? "archived" : "resolved";
}
