import type { Message, Recipient } from "@/db/schema";

export interface Recipients {
  to: Recipient[];
  cc: Recipient[];
  bcc: Recipient[];
}

export interface SuggestedRecipients {
  reply: Recipients;
  /** Undefined when there is nobody but the one to answer. */
  replyAll?: Recipients;
}

interface Exchange {
  /** The message that is answered; undefined when nothing was written yet. */
  answered: Pick<Message, "kind" | "senderName" | "senderAddress" | "recipients"> | undefined;
  ownAddresses: readonly string[];
  customer: Recipient;
}

// A form or a shop writes for the customer: the answer goes to the customer, not to the robot.
const ROBOT = /^(?:no-?reply|ne-?pas-?repondre|do-?not-?reply|notifications?|mailer-daemon)/i;

/** Whom an answer goes to, and whom else it can: never to ourselves, and nobody twice. */
export function suggestRecipients({ answered, ownAddresses, customer }: Exchange): SuggestedRecipients {
  const own = new Set(ownAddresses.map((address) => address.toLowerCase()));
  const outside = ({ address }: Recipient) => address !== "" && !own.has(address.toLowerCase());
  const main = answered ? mainOf(answered, outside, customer) : [customer];
  const to = main.filter(({ address }) => address !== "");
  const named = new Set(to.map(({ address }) => address.toLowerCase()));
  const others = (people: Recipient[] = []) =>
    people.filter((person) => {
      const key = person.address.toLowerCase();
      return outside(person) && !named.has(key) && named.add(key) !== undefined;
    });
  const also = others(answered?.recipients.to);
  const cc = others(answered?.recipients.cc);
  const reply = { to, cc: [], bcc: [] };
  if (also.length + cc.length === 0) return { reply };
  return { reply, replyAll: { to: [...to, ...also], cc, bcc: [] } };
}

function mainOf(
  answered: NonNullable<Exchange["answered"]>,
  outside: (person: Recipient) => boolean,
  customer: Recipient,
): Recipient[] {
  const sender = { name: answered.senderName, address: answered.senderAddress };
  if (answered.kind === "inbound")
    return outside(sender) && !ROBOT.test(sender.address) ? [sender] : [customer];
  const [first] = answered.recipients.to.filter(outside);
  return [first ?? customer];
}
