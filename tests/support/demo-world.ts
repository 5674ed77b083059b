import { env } from "@/lib/env";
import { makeChatters } from "./demo/chatters";
import { LIVE_MARK, makeCustomers } from "./demo/customers";
import { type Exchange, openExchange } from "./demo/exchange";
import {
  type DemoMailbox,
  type DemoPost,
  type KnownMail,
  openMailboxes,
  restoreMails,
} from "./demo/mailboxes";
import { answerAsDemoModel } from "./demo/model";
import { openPhones } from "./demo/phone-server";
import { openShop, type Shop } from "./demo/shop";
import { makeTimers } from "./demo/timers";
import { startOpenAiServer } from "./openai-server";

export type { DemoMailbox, KnownMail };

/** What lies outside the demo: its mailboxes' servers, its numbers' provider, its shop, and its customers. */
export interface DemoWorld {
  mailboxes: DemoMailbox[];
  exchange: Exchange;
  shop: Shop & { callbackUrl: string };
  /** Where the customers' telephones are to be seen. */
  phoneUrl: string;
  /** Where the stand-in for a model is asked. */
  modelUrl: string;
  /** The variables by which the app finds and trusts this world. */
  environment: Record<string, string>;
  /** The servers keep mail in memory: after a restart they are given back what the app has of theirs. */
  restore: typeof restoreMails;
  /** So many of the stories on telephones and in the shop were told in an earlier run. */
  skip(told: number): void;
  /** From now on customers write, and answer; not with INBOX_DEMO_QUIET. */
  begin(): void;
  close(): Promise<void>;
}

/** `pace` 1 lets customers take the time people take; a test has less patience. */
export async function startDemoWorld(pace = 1): Promise<DemoWorld> {
  const told = { mails: 0, chats: 0 };
  const letters = await openLetters(pace);
  const chats = await openChats(pace);
  const model = await startOpenAiServer({ answer: answerAsDemoModel });
  // The stand-ins live on this machine, which an installation has to allow; so must this process, which seeds.
  const environment = {
    ALLOWED_PRIVATE_HOSTS: [env.ALLOWED_PRIVATE_HOSTS, "127.0.0.1"].filter(Boolean).join(","),
    VONAGE_API_HOST: chats.exchange.url,
    VONAGE_REST_HOST: chats.exchange.url,
  };
  Object.assign(env, environment);
  return {
    mailboxes: letters.mailboxes,
    exchange: chats.exchange,
    shop: chats.shop,
    phoneUrl: chats.phoneUrl,
    modelUrl: model.url,
    environment,
    restore: async (mailbox, mails, folders) => {
      told.mails += mails.filter(({ raw }) => raw.includes(LIVE_MARK)).length;
      await restoreMails(mailbox, mails, folders);
    },
    skip: (already) => {
      told.chats = already;
    },
    begin: () => {
      if (env.INBOX_DEMO_QUIET) return;
      letters.begin(told.mails);
      chats.begin(told.chats);
    },
    close: async () => {
      await Promise.all([letters.close(), chats.close(), model.stop()]);
    },
  };
}

async function openLetters(pace: number) {
  let post: DemoPost | undefined;
  const customers = makeCustomers(() => {
    if (!post) throw new Error("The demo's mail server does not run");
    return post;
  }, pace);
  post = await openMailboxes(customers.receive);
  const { mailboxes, close } = post;
  return {
    mailboxes,
    begin: customers.begin,
    close: () => {
      customers.stop();
      return close();
    },
  };
}

async function openChats(pace: number) {
  const appUrl = env.APP_URL.replace(/\/$/, "");
  const timers = makeTimers(pace);
  const chatters = makeChatters({ getExchange: () => exchange, getShop: () => shop, timers });
  const exchange = await openExchange({ appUrl, timers, onAnswer: chatters.hear });
  const shop = openShop({ appUrl, onAnswer: chatters.hearInShop });
  const port = Number(new URL(appUrl).port || 3000) + 1;
  const phones = await openPhones({ port, exchange, shop, onPlay: chatters.play });
  return {
    exchange,
    shop: { ...shop, callbackUrl: `${phones.url.replace("localhost", "127.0.0.1")}/shop/answers` },
    phoneUrl: phones.url,
    begin: chatters.begin,
    close: async () => {
      timers.stop();
      await Promise.all([exchange.close(), phones.close()]);
    },
  };
}
