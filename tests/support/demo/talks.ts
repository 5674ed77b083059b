import { randomUUID } from "node:crypto";

export type ChatChannel = "sms" | "whatsapp";

/** A customer's telephone, and by which of its apps it is spoken. */
export interface Talk {
  channel: ChatChannel;
  /** With its "+". */
  number: string;
}

/** `refused`: the product took it not. `delivered` and `read` are what the company was told of its own. */
export type BubbleState = "sending" | "sent" | "refused" | "delivered" | "read";

export interface Bubble {
  id: string;
  by: "customer" | "company";
  text: string;
  imageId: string | null;
  at: string;
  state: BubbleState;
}

/** What the telephones of this demo show, since it was started. */
export interface Talks {
  add(talk: Talk, bubble: Pick<Bubble, "by" | "text"> & Partial<Bubble>): Bubble;
  set(bubble: Bubble, changed: Partial<Bubble>): void;
  list(talk: Talk): Bubble[];
  /** Everything, by `channel:number`. */
  all(): Record<string, Bubble[]>;
  /** Calls back after each change, until it is told to stop. */
  watch(changed: () => void): () => void;
}

export function makeTalks(): Talks {
  const talks = new Map<string, Bubble[]>();
  const watching = new Set<() => void>();
  const tell = () => {
    for (const changed of watching) changed();
  };
  const listOf = ({ channel, number }: Talk): Bubble[] => {
    const key = `${channel}:${number}`;
    const bubbles = talks.get(key) ?? [];
    talks.set(key, bubbles);
    return bubbles;
  };
  return {
    add: (talk, said) => {
      const at = new Date().toISOString();
      const bubble: Bubble = { id: randomUUID(), imageId: null, at, state: "sending", ...said };
      listOf(talk).push(bubble);
      tell();
      return bubble;
    },
    set: (bubble, changed) => {
      Object.assign(bubble, changed);
      tell();
    },
    list: listOf,
    all: () => Object.fromEntries(talks),
    watch: (changed) => {
      watching.add(changed);
      return () => watching.delete(changed);
    },
  };
}
