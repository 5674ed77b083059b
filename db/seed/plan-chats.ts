import type { Status } from "@/db/schema";
import { makeChance } from "./chance";
import type { ChatSource } from "./numbers";
import { beforeHours, CUSTOMER_HOURS } from "./office-hours";
import stories from "./stories/chats.json";

export interface ChatPart {
  by: "customer" | "employee";
  text: string;
  at: Date;
  externalId: string;
}

/** A past conversation on a telephone or in the shop. */
export interface Chat {
  source: ChatSource;
  name: string;
  /** A number or an e-mail address. */
  address: string;
  subject: string;
  /** Comes with the customer's last words. */
  image: string | undefined;
  status: Status;
  assignee: string | undefined;
  unread: boolean;
  parts: ChatPart[];
}

const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000];

/** The chats before `now`; the same for the same `now`. */
export function planChats(now: Date): Chat[] {
  const chance = makeChance(33);
  return stories.map((story, index) => {
    const last = beforeHours(new Date(now.getTime() - story.hoursAgo * HOUR_MS), CUSTOMER_HOURS);
    const pauses = story.lines.map(() => chance.between(3, 14) * MINUTE_MS);
    const parts = story.lines.map((line, position): ChatPart => {
      const before = pauses.slice(position + 1).reduce((sum, pause) => sum + pause, 0);
      return {
        by: line.startsWith(">") ? "customer" : "employee",
        text: line.slice(2),
        at: new Date(last.getTime() - before),
        externalId: `demo-chat-${index}-${position}`,
      };
    });
    return {
      source: story.channel as ChatSource,
      name: story.name,
      address: story.number ?? story.email ?? "",
      subject: story.subject ?? "",
      image: story.image,
      status: story.status as Status,
      assignee: story.assignee,
      unread: story.unread ?? false,
      parts,
    };
  });
}
