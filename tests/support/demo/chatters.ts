import { randomUUID } from "node:crypto";
import answers from "./answers.json";
import { type Exchange, LIVE_ID } from "./exchange";
import chats from "./live-chats.json";
import { findLanguage, nameOf } from "./phone-book";
import type { Shop } from "./shop";
import type { Talk } from "./talks";
import { between, type Timers } from "./timers";

/** Customers who go on writing by SMS, by WhatsApp and in the shop, and who answer when they are answered. */
export interface Chatters {
  /** `told` stories were told in an earlier run. */
  begin(told: number): void;
  hear(talk: Talk): void;
  hearInShop(answered: { email: string; thread: string | null }): void;
  /** Somebody plays this customer: nobody else answers for them any more. */
  play(number: string): void;
}

interface World {
  getExchange: () => Exchange;
  getShop: () => Shop;
  timers: Timers;
}

const FIRST_AFTER_MS = 20_000;
const ANSWERS_AT_MOST = 4;

export function makeChatters({ getExchange, getShop, timers }: World): Chatters {
  const answered = new Map<string, number>();
  const played = new Set<string>();
  const tell = (index: number, delayMs: number): void => {
    const story = chats[index];
    // Each tells theirs once: by then there is enough to answer.
    if (!story) return;
    timers.after(delayMs, async () => {
      tell(index + 1, between(45_000, 110_000));
      if (story.channel === "webhook") await getShop().ask({ ...inShop(story), id: newId() });
      else if (!played.has(story.number ?? "")) {
        const { name, text } = story;
        await getExchange().write(talkOf(story), { name, text, isStory: true });
      }
    });
  };
  /** How often this one was answered before; undefined when it is enough. */
  const count = (who: string): number | undefined => {
    const times = answered.get(who) ?? 0;
    answered.set(who, times + 1);
    return times < ANSWERS_AT_MOST ? times : undefined;
  };
  return {
    begin: (told) => tell(told, FIRST_AFTER_MS),
    play: (number) => played.add(number),
    hear: (talk) => {
      const times = played.has(talk.number) ? undefined : count(`${talk.channel}:${talk.number}`);
      if (times === undefined) return;
      timers.after(between(3_000, 8_000), () => {
        if (!played.has(talk.number)) getExchange().read(talk);
      });
      timers.after(between(14_000, 35_000), async () => {
        if (played.has(talk.number)) return;
        const story = chats.find(({ number }) => number === talk.number);
        const text = story?.answers[times] ?? generic(findLanguage(talk.number), times);
        await getExchange().write(talk, { name: nameOf(talk.number), text });
      });
    },
    hearInShop: ({ email, thread }) => {
      const times = count(email);
      const story = chats.find((one) => one.email === email);
      if (times === undefined || !thread) return;
      timers.after(between(15_000, 40_000), async () => {
        const text = story?.answers[times] ?? generic("fr", times);
        const { name = "", subject = "" } = story ?? {};
        await getShop().ask({ name, email, subject, text, thread });
      });
    },
  };
}

type Story = (typeof chats)[number];

const newId = () => `${LIVE_ID}${randomUUID()}`;
const generic = (language: "fr" | "en", times: number) =>
  answers[language][times % answers[language].length] ?? "";

const talkOf = ({ channel, number = "" }: Story): Talk => ({
  channel: channel === "sms" ? "sms" : "whatsapp",
  number,
});

const inShop = ({ name, email = "", subject = "", text, thread = "" }: Story) => ({
  name,
  email,
  subject,
  text,
  thread,
});
