import { env } from "@/lib/env";
import { LIVE_MARK, makeCustomers } from "./demo/customers";
import {
  type DemoMailbox,
  type DemoPost,
  type KnownMail,
  openMailboxes,
  restoreMails,
} from "./demo/mailboxes";

export type { DemoMailbox, KnownMail };

/** What lies outside the demo: its mailboxes' servers, and its customers. */
export interface DemoWorld {
  mailboxes: DemoMailbox[];
  /** The variables by which the app finds and trusts this world. */
  environment: Record<string, string>;
  /** The servers keep mail in memory: after a restart they are given back what the app has of theirs. */
  restore: typeof restoreMails;
  /** From now on customers write, and answer; not with INBOX_DEMO_QUIET. */
  begin(): void;
  close(): Promise<void>;
}

/** `pace` 1 lets customers take the time people take; a test has less patience. */
export async function startDemoWorld(pace = 1): Promise<DemoWorld> {
  let told = 0;
  let post: DemoPost | undefined;
  const customers = makeCustomers(() => {
    if (!post) throw new Error("The demo's mail server does not run");
    return post;
  }, pace);
  post = await openMailboxes(customers.receive);
  const { mailboxes, close } = post;
  // The stand-ins live on this machine, which an installation has to allow; so must this process, which seeds.
  env.ALLOWED_PRIVATE_HOSTS = [env.ALLOWED_PRIVATE_HOSTS, "127.0.0.1"].filter(Boolean).join(",");
  return {
    mailboxes,
    environment: { ALLOWED_PRIVATE_HOSTS: env.ALLOWED_PRIVATE_HOSTS },
    restore: async (mailbox, mails, folders) => {
      told += mails.filter(({ raw }) => raw.includes(LIVE_MARK)).length;
      await restoreMails(mailbox, mails, folders);
    },
    begin: () => {
      if (!env.INBOX_DEMO_QUIET) customers.begin(told);
    },
    close: () => {
      customers.stop();
      return close();
    },
  };
}
